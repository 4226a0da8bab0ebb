// What several hubs tell, brought together: which object of a name counts.

import { contentOf, nameOf, type SyncObject } from "./object.ts";

export interface Counted {
  counter: number;
  object: SyncObject;
}

/** What one hub told. `position`: up to there the app knows it. */
export interface List {
  objects: readonly Counted[];
  position: number;
}

/** The object that counts, and the list it is from. `holders`: the lists that have just this;
 * `contested`: those that have another. `fresh`: the app has not seen it. */
export interface Settled<L extends List> {
  object: SyncObject;
  content: string;
  from: L;
  counter: number;
  fresh: boolean;
  holders: Set<L>;
  contested: Set<L>;
}

/** By name. What is new goes before what was known; otherwise an earlier list before a later. */
export function settle<L extends List>(lists: readonly L[]): Map<string, Settled<L>> {
  const settled = new Map<string, Settled<L>>();
  for (const from of lists) {
    for (const [name, { counter, object }] of latest(from.objects)) {
      const told = {
        object,
        content: contentOf(object),
        from,
        counter,
        fresh: counter > from.position,
        holders: new Set([from]),
        contested: new Set<L>(),
      };
      const other = settled.get(name);
      settled.set(name, other === undefined ? told : better(other, told));
    }
  }
  return settled;
}

/** The last of each name, in the order of their counters. */
function latest(objects: readonly Counted[]): Map<string, Counted> {
  const last = new Map<string, Counted>();
  for (const counted of objects) {
    const name = nameOf(counted.object);
    last.delete(name);
    last.set(name, counted);
  }
  return last;
}

function better<L extends List>(first: Settled<L>, second: Settled<L>): Settled<L> {
  if (first.content === second.content) {
    first.holders.add(second.from);
    // What the app has seen at one store is not handed to it again: it may have changed it since.
    first.fresh &&= second.fresh;
    return first;
  }
  const [winner, loser] = second.fresh && !first.fresh ? [second, first] : [first, second];
  for (const list of [...loser.holders, ...loser.contested]) {
    winner.contested.add(list);
  }
  return winner;
}
