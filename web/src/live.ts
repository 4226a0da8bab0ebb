// Follows a space: what is changed elsewhere is told as it happens. Goes on by itself when the
// stream breaks, later and later; pauses while the page is hidden, for a browser has only a handful
// of connections to one node.

import { EventReader } from "./events.ts";
import { type Node, Trouble } from "./node.ts";
import type { Item } from "./shapes.ts";

/** How the line to the node is. `retry`: when it is tried again, milliseconds of the clock. */
export type Line =
  { kind: "joining" } | { kind: "live" } | { kind: "gone"; why: string; retry: number };

export interface Ear {
  changed(items: Item[]): void;
  line(line: Line): void;
  refused(trouble: Trouble): void;
}

const FIRST_WAIT_MILLIS = 300;
const LONGEST_WAIT_MILLIS = 10_000;
/** Nothing at all for so long, and the line counts as broken; the node says something before. */
const SILENCE_MILLIS = 75_000;

export class Live {
  private readonly node: Node;
  private readonly space: string;
  private readonly ear: Ear;
  private last = "";
  private failures = 0;
  private current: AbortController | null = null;
  private timer = 0;
  private ended = false;
  private readonly onVisibility = () => this.visibility();

  constructor(node: Node, space: string, ear: Ear) {
    this.node = node;
    this.space = space;
    this.ear = ear;
    document.addEventListener("visibilitychange", this.onVisibility);
    this.visibility();
  }

  close(): void {
    this.ended = true;
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.pause();
  }

  /** Tries again at once. */
  now(): void {
    this.pause();
    this.start();
  }

  private visibility(): void {
    if (document.visibilityState === "hidden") {
      this.pause();
    } else if (this.current === null) {
      this.start();
    }
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.current?.abort();
    this.current = null;
  }

  private start(): void {
    const control = new AbortController();
    this.current = control;
    void this.follow(control);
  }

  private async follow(control: AbortController): Promise<void> {
    let why = "The line to the node broke.";
    try {
      if (this.failures === 0) {
        this.ear.line({ kind: "joining" });
      }
      const stream = await this.node.events(this.space, this.last, control.signal);
      this.failures = 0;
      this.ear.line({ kind: "live" });
      this.ear.changed([]); // what happened before the stream began is read anew
      await this.read(stream, control);
    } catch (failure) {
      if (failure instanceof Trouble && failure.status >= 400 && failure.status < 500) {
        if (!this.ended) {
          this.ear.refused(failure);
        }
        return;
      }
      why = failure instanceof Trouble ? failure.message : why;
    }
    if (!this.ended && this.current === control) {
      this.again(why);
    }
  }

  private again(why: string): void {
    const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.failures);
    const wait = longest * (0.5 + Math.random() / 2);
    this.failures++;
    this.ear.line({ kind: "gone", why, retry: Date.now() + wait });
    this.timer = window.setTimeout(() => this.start(), wait);
  }

  private async read(stream: ReadableStream, control: AbortController): Promise<void> {
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    const events = new EventReader();
    let silence = 0;
    try {
      for (;;) {
        silence = window.setTimeout(() => control.abort(), SILENCE_MILLIS);
        const { value, done } = await reader.read();
        clearTimeout(silence);
        if (done || control.signal.aborted) {
          return;
        }
        this.take(events.push(value));
      }
    } finally {
      clearTimeout(silence);
    }
  }

  private take(events: { name: string; data: string; id: string }[]): void {
    const items: Item[] = [];
    for (const event of events) {
      this.last = event.id === "" ? this.last : event.id;
      if (event.name === "record") {
        items.push(JSON.parse(event.data) as Item);
      }
    }
    if (events.length > 0) {
      this.ear.changed(items);
    }
  }
}
