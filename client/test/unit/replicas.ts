// Replicas in memory, with a clock that stands.

import type { Bytes } from "../../src/value/bytes.ts";
import { newFounding, Replica } from "../../src/replica/replica.ts";
import { OwnTurns, type Store } from "../../src/replica/store.ts";
import { MemoryStore } from "../../src/store/memory.ts";

export const NOW = Date.parse("2026-11-21T12:00:00Z");

export class Clock {
  constructor(public millis = NOW) {}
}

/** A replica of a space that has nothing yet. */
export function openReplica(
  charter: Bytes,
  clock = new Clock(),
  store: Store = new MemoryStore(),
): Promise<Replica> {
  const around = {
    store,
    turns: new OwnTurns(),
    nowMillis: () => clock.millis,
  };
  return Replica.open(around, () => newFounding(charter));
}
