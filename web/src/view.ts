// What a place shows, and what it may ask of the page around it.

import type { Node, Trouble } from "./node.ts";
import type { Place } from "./place.ts";
import type { Item } from "./shapes.ts";

export interface View {
  title: string;
  element: HTMLElement;
  /** Reads from the node what it shows and shows it; again whenever something has changed. */
  load(): Promise<void>;
  /** True if a change of these records concerns it; without it, every change does. */
  concerns?(items: Item[]): boolean;
  /** How often it is read anew though nothing was told, in milliseconds. */
  every?: number;
  /** A key nobody else wanted; true if it took it. */
  key?(event: KeyboardEvent): boolean;
  /** Whether typed text would be lost by leaving. */
  busy?(): boolean;
}

/** A last word with something to do about it. */
export interface Offer {
  label: string;
  act(): void;
}

/** The page around a view. */
export interface Stage {
  readonly node: Node;
  go(place: Place): void;
  /** Says something, for eyes and ears. */
  say(text: string, offer?: Offer): void;
  /** Says what went wrong; asks for a token where that is what it was. */
  fail(trouble: unknown): void;
  /** Takes a changeset back and offers to take that back. */
  undo(space: string, number: number): Promise<void>;
  /** Reads everything that is shown anew. */
  reload(): void;
}

/** What is said of any failure. */
export function reason(trouble: Trouble | unknown): string {
  return trouble instanceof Error ? trouble.message : String(trouble);
}
