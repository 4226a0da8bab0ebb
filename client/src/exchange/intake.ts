// What a receiver lets in: lines of replicas it asked for, no more than were announced, and whole
// groups. A shallow transfer brings lines of all replicas.

import { type Line, parseLine, splitLines } from "../history/line.ts";
import type { Dot } from "../record/dot.ts";
import type { LiveDots } from "../replica/shallow.ts";
import type { ReplicaId } from "../value/ids.ts";
import { attempt, refuse } from "../value/malformed.ts";
import { readLiveDots } from "./livedots.ts";
import type { Page } from "./message.ts";

/** The good lines before the first fault, and the live dots after them. */
export interface Parsed {
  lines: Line[];
  records: LiveDots[];
  fault: string | undefined;
}

export class Intake {
  /** `asked`: nothing for all replicas. */
  private constructor(
    private readonly asked: Set<ReplicaId> | undefined,
    private linesLeft: number,
  ) {}

  static ofAll(): Intake {
    return new Intake(undefined, Infinity);
  }

  /** As many lines as the offered heads can stand for. */
  static of(asked: Set<ReplicaId>, offered: Dot[]): Intake {
    const heads = offered.filter((head) => asked.has(head.replica));
    return new Intake(
      asked,
      heads.reduce((sum, head) => sum + head.seq, 0),
    );
  }

  parse(page: Page): Parsed {
    const parsed: Parsed = { lines: [], records: [], fault: undefined };
    parsed.fault = attempt(
      () => this.read(page, parsed) ?? requireEnds(parsed.lines),
      (reason) => reason,
    );
    this.linesLeft -= parsed.lines.length;
    return parsed;
  }

  private read(page: Page, { lines, records }: Parsed): undefined {
    const told = page.beside?.records ?? 0;
    for (const bytes of splitLines(page.bytes)) {
      if (lines.length < Math.min(page.lines, this.linesLeft)) {
        lines.push(this.line(bytes));
      } else if (lines.length === page.lines && records.length < told) {
        records.push(readLiveDots(bytes));
      } else {
        refuse("it has more lines than announced");
      }
    }
    if (lines.length < page.lines || records.length < told) {
      refuse("it has fewer lines than announced");
    }
  }

  private line(bytes: Parameters<typeof parseLine>[0]): Line {
    const line = parseLine(bytes);
    return !this.asked || this.asked.has(line.replica)
      ? line
      : refuse(`a line is of ${line.replica}, which was not asked for`);
  }
}

function requireEnds(lines: Line[]): undefined {
  const ends = new Map(lines.map((line) => [line.replica, line]));
  const open = [...ends.values()].find((line) => line.sig === undefined);
  if (open) {
    refuse(`it ends within a group of ${open.replica}`);
  }
}
