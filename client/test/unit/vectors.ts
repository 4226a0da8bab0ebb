// The cases of spec/vectors, which Java and TypeScript must both pass.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Bytes, fromHex } from "../../src/value/bytes.ts";
import { utf8 } from "../../src/value/text.ts";

/** The folder of the repository: tests are run from `client`. */
export const ROOT = join(process.cwd(), "..");

/** The cases of a file, long runs of x put back. */
export function vectors<T>(file: string): T[] {
  const text = readFileSync(join(ROOT, "spec/vectors", file), "utf8");
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string"
      ? value.replace(/\{\{x\*(\d+)\}\}/g, (_run, count) => "x".repeat(Number(count)))
      : value,
  ) as T[];
}

/** A line, which stands as text or, where it is none, as hex. */
export function bytesOfLine(one: { line?: string; hex?: string }): Bytes {
  return one.hex === undefined ? utf8(one.line!) : fromHex(one.hex);
}
