// Reads bodies, and says whether they keep the rules (spec/encoding.md, V and O). A pure function
// of the bytes and the grant: every receiver comes to the same answer.

import { type Change, nameOf, recordText } from "../record/change.ts";
import { compareDots, type Dot } from "../record/dot.ts";
import { parseMark, parseReplicaId, type ReplicaId } from "../value/ids.ts";
import { attempt, refuse } from "../value/malformed.ts";
import { utf8Length } from "../value/text.ts";
import { parseTime, type Time } from "../value/time.ts";
import type { Value } from "../value/value.ts";
import { allows, type Grant } from "./charter.ts";
import { readChange } from "./changes.ts";
import { inOrder, parseShape, positive, Shape, text, tuple } from "./shape.ts";
import { Tips } from "./tips.ts";

const FORMAT = 1;
const MAX_AUTHOR_BYTES = 256;

/** What a changeset says. `undone`: the changeset that it undoes. `retires`: nothing of this
 * replica follows. */
export interface Body {
  time: Time;
  author: string;
  note: string | undefined;
  undone: Undone | undefined;
  retires: boolean;
  changes: Change[];
}

export interface Undone {
  replica: ReplicaId;
  seq: number;
}

/** Good, void, or of a later format than this software knows. */
export type Reading =
  | { verdict: "good"; body: Body }
  | { verdict: "void"; reason: string }
  | { verdict: "later"; format: number };

/** Reads a body. `grant`: what limits the types of the changes. */
export function readBody(bytes: Uint8Array, grant: Grant | undefined): Reading {
  return attempt(
    () => reading(parseShape("body", bytes), grant),
    (reason): Reading => ({ verdict: "void", reason }),
  );
}

function reading(shape: Shape, grant: Grant | undefined): Reading {
  const format = shape.integer("v");
  if (format > FORMAT) {
    return { verdict: "later", format };
  }
  const body = bodyOf(shape);
  const barred = grant && body.changes.find((change) => !allows(grant, change.key.type));
  return barred
    ? refuse(`its grant does not allow type '${barred.key.type}'`)
    : { verdict: "good", body };
}

/** What a body says that is known to be good; `undefined` for a void one. */
export function saidOf(bytes: Uint8Array, grant: Grant | undefined): Body | undefined {
  const reading = readBody(bytes, grant);
  return reading.verdict === "good" ? reading.body : undefined;
}

function bodyOf(shape: Shape): Body {
  shape.onlyKeys("v", "time", "author", "note", "of", "undo", "retire", "changes");
  if (shape.integer("v") !== FORMAT) {
    refuse("v is below 1");
  }
  const author = shape.text("author");
  if (utf8Length(author) > MAX_AUTHOR_BYTES) {
    refuse("the author is too long");
  }
  const retires = shape.has("retire");
  if (retires && !shape.flag("retire")) {
    refuse("retire is true or left out");
  }
  const tips = new Tips(shape.has("of") ? tipsOf(shape.items("of")) : []);
  const changes = changesOf(shape.items("changes"), tips);
  if (changes.length === 0 && !retires) {
    refuse("changes is empty");
  }
  tips.requireAllUsed();
  const time = parseTime(shape.text("time"));
  const note = shape.maybe("note", (value) => text("note", value));
  return { time, author, note, undone: shape.maybe("undo", undoneOf), retires, changes };
}

function undoneOf(value: Value): Undone {
  const [replica, seq] = tuple("undo", value, 2);
  return { replica: parseReplicaId(text("replica", replica)), seq: positive("sequence", seq) };
}

function tipsOf(list: Value[]): Dot[] {
  return inOrder("of", list.map(dotOfValue), compareDots);
}

/** Reads `[replica, sequence, mark]`. */
export function dotOfValue(value: Value): Dot {
  const [replica, seq, mark] = tuple("a dot", value, 3);
  return {
    replica: parseReplicaId(text("replica", replica)),
    seq: positive("sequence", seq),
    mark: parseMark(text("mark", mark)),
  };
}

function changesOf(list: Value[], tips: Tips): Change[] {
  const keys = new Set<string>();
  return list.map((item) => {
    const change = readChange(new Shape("a change", item), tips);
    const key = recordText(change.key);
    if (keys.has(key)) {
      refuse(`${nameOf(change.key)} is changed twice`);
    }
    keys.add(key);
    return change;
  });
}
