// For each replica the ends of its chain that have been integrated: one, or more if it forked.

import { compareDots, type Dot, dotText } from "../record/dot.ts";
import { toHex } from "../value/bytes.ts";
import { sha256 } from "../value/sha256.ts";
import { utf8 } from "../value/text.ts";

/** Equal for equal frontiers (spec/exchange.md). */
export function digestOf(heads: Dot[]): string {
  const lines = [...heads].sort(compareDots).map((head) => `${dotText(head)}\n`);
  return toHex(sha256(utf8(lines.join(""))));
}
