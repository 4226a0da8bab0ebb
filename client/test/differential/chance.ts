// Repeatable chance, and random edits made of few words, so that they meet.

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

function typeEdit(chance: Chance): Edit {
  const policy = chance.of(POLICIES);
  const rule = chance.of<Value>([
    { kind: "any", policy },
    { policy },
    { policy, default: 3 },
    { form: "counter" },
    { form: "set", allowed: ["t1"] },
    7,
  ]);
  const property = chance.of([...PROPERTIES, "n", "s"]);
  const assigns: Assign[] = [{ form: "set", property, value: rule }];
  const key = { type: "_type", id: chance.of(["a", "b"]) };
  return { op: chance.once(2) ? "create" : "update", key, assigns };
}

/** A random edit of one of a few records. */
export function editOf(chance: Chance): Edit {
  if (chance.once(15)) {
    return typeEdit(chance);
  }
  const key = { type: chance.of(["a", "b"]), id: chance.of(["1", "2", "é"]) };
  const assigns = Array.from({ length: chance.below(4) }, () => assignOf(chance));
  switch (chance.below(12)) {
    case 0:
    case 1:
    case 2:
      return { op: "create", key, assigns };
    case 3:
      return { op: "delete", key };
    case 4:
      return chance.once(3) ? { op: "purge", key } : { op: "delete", key };
    default:
      return { op: "update", key, assigns, keeps: chance.once(8) };
  }
}

