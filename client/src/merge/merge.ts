// Chooses among the live entries of one plain register (spec/merge.md, 2).

import { type Entry, isDecision } from "../record/entry.ts";
import { hashOf, type ReplicaId } from "../value/ids.ts";
import { canonical } from "../value/json.ts";
import { compareValues, distinct, same, type Value } from "../value/value.ts";
import type { Policy } from "./policy.ts";

/** agreed: one distinct live value · policy: it chose · healed: votes or knowledge settle it · open:
 * nothing does, and the value is the provisional winner. */
export type Standing = "agreed" | "policy" | "healed" | "open";

/** What a register shows, why, and all its live entries. */
export interface Shown {
  value: Value;
  standing: Standing;
  entries: readonly Entry[];
}

/** What a register with these live entries, in their order, shows under `policy`. */
export function show(entries: readonly Entry[], policy: Policy): Shown {
  const last = entries.at(-1);
  const values = distinct(entries.map((entry) => entry.value));
  if (!last || values.length === 1) {
    return { value: last ? values[0]! : null, standing: "agreed", entries };
  }
  const chosen = chosenBy(policy, entries, values);
  if (chosen !== undefined) {
    return { value: chosen, standing: "policy", entries };
  }
  const value = healed(entries, values);
  return value === undefined
    ? { value: last.value, standing: "open", entries }
    : { value, standing: "healed", entries };
}

function chosenBy(policy: Policy, entries: readonly Entry[], values: Value[]): Value | undefined {
  const ranked = () => values.filter((value) => value !== null).sort(compareValues);
  switch (policy.name) {
    case "ask":
      return undefined;
    case "newest":
      return entries.at(-1)?.value;
    case "oldest":
      return entries[0]?.value;
    case "max":
      return ranked().at(-1);
    case "min":
      return ranked()[0];
    case "prefer":
      return entries.findLast((entry) => entry.dot.replica === policy.replica)?.value;
  }
}

/** The value that votes or knowledge settle on, `undefined` if they do not. */
function healed(entries: readonly Entry[], values: Value[]): Value | undefined {
  const knowing = entries.filter((entry) => knowsAllOthers(entry, values));
  const votes = votesOf(knowing);
  if (votes.length === 0) {
    return only(distinct(knowing.map((entry) => entry.value)));
  }
  const counts = values.map((value) => votes.filter((vote) => same(vote, value)).length);
  const most = Math.max(...counts);
  return only(values.filter((_value, at) => counts[at] === most));
}

function only(values: Value[]): Value | undefined {
  return values.length === 1 ? values[0] : undefined;
}

function knowsAllOthers(entry: Entry, values: Value[]): boolean {
  return (
    entry.was.length > 0 &&
    values.every((value) => same(value, entry.value) || entry.was.includes(hashOf(value)))
  );
}

/** One vote a replica, none for a replica whose branches vote for different values. */
function votesOf(knowing: Entry[]): Value[] {
  const byReplica = new Map<ReplicaId, Map<string, Value>>();
  for (const { dot, value } of knowing.filter(isDecision)) {
    const choices = byReplica.get(dot.replica) ?? new Map<string, Value>();
    byReplica.set(dot.replica, choices.set(canonical(value), value));
  }
  return [...byReplica.values()].flatMap((choices) =>
    choices.size === 1 ? [...choices.values()] : [],
  );
}
