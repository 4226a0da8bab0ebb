// Live entries as a compact text, for the store: each dot and time once.

import { type Dot, dotText } from "../record/dot.ts";
import type { Absorbed, Entry } from "../record/entry.ts";
import type { LiveRecord, Source } from "../record/live.ts";
import type { ValueHash } from "../value/ids.ts";
import type { Value } from "../value/value.ts";

type PackedSource = [replica: string, seq: number, mark: string, millis: number, count: number];
type PackedEntry = [source: number, value: Value, was?: ValueHash[], absorbed?: Absorbed[]];

interface Packed {
  sources: PackedSource[];
  registers: [key: string, entries: PackedEntry[]][];
}

export function packLive(live: LiveRecord): string {
  const sources: PackedSource[] = [];
  const indexes = new Map<string, number>();
  const index = ({ dot, time }: Source): number => {
    const known = indexes.get(dotText(dot));
    if (known !== undefined) {
      return known;
    }
    indexes.set(dotText(dot), sources.length);
    return sources.push([dot.replica, dot.seq, dot.mark, time.millis, time.count]) - 1;
  };
  const registers = [...live].map(([key, entries]): [string, PackedEntry[]] => [
    key,
    entries.map((entry) => packEntry(entry, index(entry))),
  ]);
  return JSON.stringify({ sources, registers } satisfies Packed);
}

function packEntry({ value, was, absorbed }: Entry, source: number): PackedEntry {
  if (absorbed.length > 0) {
    return [source, value, was, absorbed];
  }
  return was.length > 0 ? [source, value, was] : [source, value];
}

export function unpackLive(text: string): LiveRecord {
  const { sources, registers } = JSON.parse(text) as Packed;
  const unpacked = sources.map(([replica, seq, mark, millis, count]): Source => {
    const dot: Dot = { replica, seq, mark };
    return { dot, time: { millis, count } };
  });
  return new Map(
    registers.map(([key, entries]) => [
      key,
      entries.map(([source, value, was = [], absorbed = []]): Entry => {
        return { ...unpacked[source]!, value, was, absorbed };
      }),
    ]),
  );
}
