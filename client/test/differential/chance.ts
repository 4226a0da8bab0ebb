// Repeatable chance, and random edits made of few words, so that they meet.

import type { RecordKey } from "../../src/record/change.ts";
import type { Assign, Edit } from "../../src/replica/edit.ts";
import type { Value } from "../../src/value/value.ts";

/** Numbers that a seed decides (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }
}

const VALUES: Value[] = [
  ...[null, true, false, 0, 1, -1, 0.1, 2 ** 53, "x", "y", "", "é", "\u{1f9a2}", "\u0000"],
  ...[[], ["t1"], ["t1", "t2", 3], {}, { b: 1, a: [null] }, { a: [null], b: 1 }, { "\uffff": 1 }],
];
const POLICIES = ["ask", "newest", "oldest", "max", "min", "loudest"];
const PROPERTIES = ["p", "q", "_x", "é"];
const ELEMENTS = ["t1", "t2", "\u{1f9a2}"];

function assignOf(chance: Chance): Assign {
  switch (chance.below(9)) {
    case 0:
    case 1:
      return { form: "add", property: chance.of(["n", "m", "p"]), step: chance.below(9) - 4 };
    case 2:
      return { form: "put", property: chance.of(["s", "p"]), element: chance.of(ELEMENTS) };
    case 3:
      return { form: "drop", property: "s", element: chance.of(ELEMENTS) };
    case 4:
      return { form: "set", property: chance.of(["n", "m"]), value: chance.below(100) };
    case 5:
      return { form: "set", property: "s", value: chance.of([["t1", "z"], ["t2"], null, 1]) };
    default:
      return { form: "set", property: chance.of(PROPERTIES), value: chance.of(VALUES) };
  }
}

function typeEdit(chance: Chance, { exists }: Present): Edit {
  const policy = chance.of(POLICIES);
  const rule = chance.of<Value>([
    { kind: "any", policy },
    { policy },
    { policy: "ask" },
    { policy, default: 3 },
    { form: "counter" },
    { form: "set", allowed: ["t1"] },
    7,
  ]);
  const property = chance.of(["p", "p", "q", "é", "n", "s"]);
  const assigns: Assign[] = [{ form: "set", property, value: rule }];
  const key = { type: "_type", id: chance.of(["a", "b"]) };
  return { op: exists(key) ? "update" : "create", key, assigns };
}

/** What there is to be edited. */
export interface Present {
  exists(key: RecordKey): boolean;
}

/** A random edit of one of a few records, that mostly fits what is there. */
export function editOf(chance: Chance, { exists }: Present): Edit {
  if (chance.once(15)) {
    return typeEdit(chance, { exists });
  }
  const key = { type: chance.of(["a", "a", "b"]), id: chance.of(["1", "2", "é"]) };
  const is = chance.once(20) ? chance.once(2) : exists(key);
  const all = Array.from({ length: 1 + chance.below(4) }, () => assignOf(chance));
  const fitting = all.filter((one) => is || one.form !== "drop");
  const assigns = chance.once(20) ? all : eachOnce(fitting);
  if (!is) {
    return { op: "create", key, assigns };
  }
  switch (chance.below(12)) {
    case 0:
      return chance.once(2) ? { op: "purge", key } : { op: "delete", key };
    case 1:
      return { op: "delete", key };
    default:
      return { op: "update", key, assigns, keeps: chance.once(8) };
  }
}

/** No property twice. */
function eachOnce(assigns: Assign[]): Assign[] {
  return assigns.filter(
    (one, at) => assigns.findIndex((other) => other.property === one.property) === at,
  );
}
