// Takes in a transfer in which bodies are lacking. What the missing bodies replaced is told by the
// live dots of the sender (spec/exchange.md, "Shallow transfers").

import type { Line } from "../history/line.ts";
import type { RecordKey } from "../record/change.ts";
import { type Dot, sameDot } from "../record/dot.ts";
import type { LiveRecord } from "../record/live.ts";
import { registerOf } from "../record/register.ts";
import { Integrator, type Received } from "./integrator.ts";
import type { Writing } from "./writing.ts";

/** Whose entries stand live in each register of a record at a sender, by the keys of registers.
 * Totals are not told. */
export interface LiveDots {
  key: RecordKey;
  live: Map<string, Dot[]>;
}

/** Whole groups of lines, the live dots of each record that they changed, and the heads of the
 * sender when it looked them up. */
export interface ShallowPage {
  lines: Line[];
  records: LiveDots[];
  frontier: Dot[];
}

/** Thrown to take a transaction back: something of the transfer cannot be integrated now. */
export class NotTaken extends Error {
  readonly received: Received;

  constructor(received: Received) {
    super("a shallow transfer was not taken in");
    this.received = { ...received, integrated: 0, known: 0 };
  }
}

export async function intake(
  writing: Writing,
  pages: ShallowPage[],
  nowMillis: number,
): Promise<Received> {
  const integrator = new Integrator(writing, nowMillis);
  for (const page of pages) {
    await integrator.take(page.lines, () => true);
  }
  const received = await integrator.finish();
  if (received.remarks.some(({ kind }) => kind === "held" || kind === "forged")) {
    throw new NotTaken(received);
  }
  for (const { frontier, records } of pages) {
    requireHeads(writing, frontier, received);
    records.forEach((record) => trim(writing, record, frontier));
  }
  return received;
}

function requireHeads(writing: Writing, frontier: Dot[], received: Received): void {
  const missing = frontier.find((head) => !writing.chains.has(head));
  if (missing) {
    const { replica, seq } = missing;
    const reason = "the sender has it, but sent it not";
    const remarks = [...received.remarks, { kind: "forged" as const, replica, seq, reason }];
    throw new NotTaken({ ...received, remarks });
  }
}

/** An entry that the sender had goes if it is not live there. */
function trim(writing: Writing, { key, live: told }: LiveDots, frontier: Dot[]): void {
  const before = writing.live(key);
  if (!before) {
    return;
  }
  const had = (dot: Dot) => frontier.some((head) => writing.chains.onChain(dot, head));
  const left: [string, LiveRecord extends ReadonlyMap<string, infer E> ? E : never][] = [];
  let isLess = false;
  for (const [register, entries] of before) {
    const named = told.get(register) ?? [];
    const kept =
      registerOf(register).kind === "total"
        ? entries
        : entries.filter(({ dot }) => named.some((one) => sameDot(one, dot)) || !had(dot));
    isLess ||= kept.length < entries.length;
    if (kept.length > 0) {
      left.push([register, kept]);
    }
  }
  if (isLess) {
    writing.replace(key, new Map(left));
  }
}
