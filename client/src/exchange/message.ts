// The messages of an exchange (spec/exchange.md).

import type { Dot } from "../record/dot.ts";
import type { Since } from "../replica/rows.ts";
import type { Bytes } from "../value/bytes.ts";
import type { ReplicaId, SpaceId } from "../value/ids.ts";

/** Which bodies are to come with the lines: those that are here, or those that merge still reads.
 * Both make a shallow transfer. */
export type Bodies = "here" | "live";

/** Places of a replica's chains. */
export type Points = Map<ReplicaId, Dot[]>;

/** What a page of a shallow transfer tells beside its lines. `records`: how many lines of live dots
 * follow. `frontier`: missing if it is that of the page before. */
export interface Beside {
  purged: number[];
  records: number;
  frontier?: Dot[];
}

export type Message =
  | { message: "hello"; space: SpaceId; now: number; digest: string; since?: Since; posts: boolean }
  | { message: "same"; now: number; at: Since }
  | Offer
  | { message: "all" }
  | { message: "want"; have: Points; bodies?: Bodies }
  | Page
  | { message: "ack"; page: number }
  | { message: "fill"; dots: Dot[] }
  | { message: "filled"; looked: number; lines: number; bytes: Bytes }
  | { message: "done" }
  | { message: "refuse"; reason: string };

export interface Offer {
  message: "offer";
  now: number;
  at: Since;
  digest: string;
  changed: boolean;
  frontier: Dot[];
  purged: boolean;
}

export interface Page {
  message: "page";
  page: number;
  last: boolean;
  lines: number;
  beside?: Beside;
  bytes: Bytes;
}

export type MessageOf<Name extends Message["message"]> = Extract<Message, { message: Name }>;

/** What a session does next, or how it ended. */
export type Ending =
  { ending: "open" } | { ending: "same" | "complete" } | { ending: "failed"; reason: string };

/** What a side answers to a message, and whether that was all. */
export interface Step {
  answers: Message[];
  ending: Ending;
}

export function answer(...answers: Message[]): Step {
  return { answers, ending: { ending: "open" } };
}

export function end(ending: Ending, ...answers: Message[]): Step {
  return { answers, ending };
}

/** Ends the session with a refusal. */
export function refusal(reason: string): Step {
  const told = reason.slice(0, 1000);
  return end({ ending: "failed", reason: told }, { message: "refuse", reason: told });
}
