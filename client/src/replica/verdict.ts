// Judges the bodies of a group whose chain and signature are right (spec/encoding.md, V): good or
// void, or the whole group held.

import { type Body, readBody } from "../history/body.ts";
import { dotOf, type Place } from "../history/chain.ts";
import type { Grant } from "../history/charter.ts";
import { bodyHash, type Line } from "../history/line.ts";
import { tipsIn } from "../history/naming.ts";
import { dotText, sameDot } from "../record/dot.ts";
import { timeText } from "../value/time.ts";
import type { Chains } from "./chains.ts";
import { lineWith, type NewLine } from "./writing.ts";

export const DAY_MILLIS = 86_400_000;

/** What the lines are, each with its place; or the place of the one that must wait, and why. */
export type Verdict =
  { verdict: "ready"; lines: NewLine[] } | { verdict: "held"; at: number; reason: string };

/** A group to be judged. `limit`: the grant that limits types. */
export interface Group {
  lines: Line[];
  places: Place[];
  limit: Grant | undefined;
}

export function judge(group: Group, chains: Chains, nowMillis: number): Verdict {
  const lines: NewLine[] = [];
  for (const [at, line] of group.lines.entries()) {
    if (line.hash !== undefined) {
      lines.push({ body: undefined, hash: bodyHash(line), said: undefined, fault: undefined });
      continue;
    }
    const reading = readBody(line.body, group.limit);
    if (reading.verdict === "later") {
      return { verdict: "held", at, reason: `it is of format ${reading.format}, later than 1` };
    }
    if (reading.verdict === "void") {
      lines.push(lineWith(line.body, undefined, reading.reason));
      continue;
    }
    const reason = heldFor(reading.body, group.places, chains, nowMillis);
    if (reason !== undefined) {
      return { verdict: "held", at, reason };
    }
    lines.push(lineWith(line.body, reading.body));
  }
  return { verdict: "ready", lines };
}

function heldFor(
  body: Body,
  places: Place[],
  chains: Chains,
  nowMillis: number,
): string | undefined {
  if (body.time.millis > nowMillis + DAY_MILLIS) {
    return `it is dated ${timeText(body.time)}, over a day ahead`;
  }
  const own = places.map(dotOf);
  const stray = tipsIn(body.changes).find(
    (tip) => !chains.has(tip) && !own.some((dot) => sameDot(dot, tip)),
  );
  return stray && `it replaces ${dotText(stray)}, which is not here`;
}
