// What somebody wants done.

import type { RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import type { Value } from "../value/value.ts";

/** What an edit does to one property. `set`: a plain value, or a counter's base; null unsets.
 * `add`: a step of a counter. `put`, `drop`: an element of a set. */
export type Assign =
  | { form: "set"; property: string; value: Value }
  | { form: "add"; property: string; step: number }
  | { form: "put" | "drop"; property: string; element: string };

/** What is to be done to one record. `saw`: the dots that stood live when a client last read it,
 * nothing if it saw all: what was not seen is not replaced. `keeps`: also settles that the record
 * exists, whoever deleted it. */
export type Edit =
  | { op: "create"; key: RecordKey; assigns: Assign[] }
  | { op: "update"; key: RecordKey; assigns: Assign[]; saw?: Dot[]; keeps?: boolean }
  | { op: "delete"; key: RecordKey; saw?: Dot[] }
  | { op: "purge"; key: RecordKey };

/** What is to become one changeset. `undoes`: the changeset to undo, in place of edits. `retires`:
 * nothing of this replica comes after it. */
export interface Draft {
  author: string;
  note?: string;
  edits?: Edit[];
  undoes?: Dot;
  retires?: boolean;
}

/** What became of a draft. `left`: what an undo could not take back. */
export type Outcome =
  | { result: "committed"; dot: Dot; changed: RecordKey[]; left: string[] }
  | { result: "unchanged"; left: string[] }
  | { result: "refused"; reasons: string[] };
