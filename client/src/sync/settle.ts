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
 * `fresh`: the app has not seen it. */
export interface Settled<L extends List> {
  object: SyncObject;
  content: string;
  from: L;
  counter: number;
  fresh: boolean;
  holders: Set<L>;
  /** The lists that have another. */
  contested: Set<L>;
}

/** By name. An earlier list goes before a later one: the first is that of the hub that leads. */
export function settle<L extends List>(lists: readonly L[]): Map<string, Settled<L>> {
  const settled = new Map<string, Settled<L>>();
  for (const from of lists) {
    for (const [name, { counter, object }] of latest(from.objects)) {
      const content = contentOf(object);
      const fresh = counter > from.position;
      const first = settled.get(name);
      if (first === undefined) {
        const [holders, contested] = [new Set([from]), new Set<L>()];
        settled.set(name, { object, content, from, counter, fresh, holders, contested });
      } else if (first.content === content) {
        first.holders.add(from);
        // What the app has seen at one store is not handed to it again: it may have changed it.
        first.fresh &&= fresh;
      } else {
        first.contested.add(from);
      }
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
