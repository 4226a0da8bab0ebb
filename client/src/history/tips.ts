// The `of` of one body: gives the dots in its changes their history, and checks that each tip is
// used, and is the highest dot named of its branch (spec/encoding.md, O6 and O7).

import { compareSeen, type Dot, dotText, type Seen } from "../record/dot.ts";
import { refuse } from "../value/malformed.ts";
import type { Value } from "../value/value.ts";
import { inOrder, integer, items, positive, tuple } from "./shape.ts";

export class Tips {
  private readonly highest: number[];

  constructor(private readonly dots: Dot[]) {
    this.highest = dots.map(() => 0);
  }

  /** Reads `[[index, sequence], …]`: not empty, sorted, unique. */
  list(what: string, value: Value): Seen[] {
    const seen = items(what, value).map((item) => {
      const [index, seq] = tuple(`a dot of ${what}`, item, 2);
      return this.seen(index!, seq!);
    });
    return inOrder(what, seen, compareSeen);
  }

  seen(index: Value, sequence: Value): Seen {
    const at = integer("an index of of", index);
    const tip = this.dots[at] ?? refuse(`of has no element ${at}`);
    const seq = positive("a sequence", sequence);
    if (seq > tip.seq) {
      refuse(`sequence ${seq} is not within 1..${tip.seq}`);
    }
    this.highest[at] = Math.max(this.highest[at]!, seq);
    return { tip, seq };
  }

  requireAllUsed(): void {
    const stray = this.dots.findIndex((dot, at) => this.highest[at] !== dot.seq);
    if (stray >= 0) {
      const dot = dotText(this.dots[stray]!);
      refuse(`of names ${dot}, the highest dot used is ${this.highest[stray]}`);
    }
  }
}
