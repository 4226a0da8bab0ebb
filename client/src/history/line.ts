// Lines: `header JSON <TAB> body <LF>` (spec/encoding.md, L).

import { type Bytes, concat, fromHex } from "../value/bytes.ts";
import { bytesOf, parseMark, parseReplicaId, type ReplicaId } from "../value/ids.ts";
import { write } from "../value/json.ts";
import { refuse } from "../value/malformed.ts";
import { sha256 } from "../value/sha256.ts";
import { utf8 } from "../value/text.ts";
import type { Fields } from "../value/value.ts";
import { type Grant, grantFields, parseGrant } from "./charter.ts";
import { parseShape, positive, Shape, text } from "./shape.ts";

export const MAX_GROUP_LINES = 256;
export const MAX_GROUP_BYTES = 2 << 20;
export const MAX_BODY_BYTES = 1 << 20;
const MAX_HEADER_BYTES = 8 << 10;
const MAX_RUN = 512;
const HASH_DIGITS = 64;
const TAB = 9;
const LINE_FEED = 10;

/** `key` and `grant` stand on a replica's first line, `sig` on the last of a group. A withheld line
 * has `hash`, of its body, or `run`, the number of lines it stands for. */
export interface Line {
  replica: ReplicaId;
  seq: number;
  key: string | undefined;
  grant: Grant | undefined;
  hash: string | undefined;
  run: number | undefined;
  sig: string | undefined;
  body: Bytes;
}

/** Reads a line, without its line feed. */
export function parseLine(line: Bytes): Line {
  const tab = line.indexOf(TAB);
  if (tab < 0 || line.includes(LINE_FEED)) {
    refuse("the line has no tab, or a line feed within");
  }
  const body = line.slice(tab + 1);
  if (tab > MAX_HEADER_BYTES || body.length > MAX_BODY_BYTES) {
    refuse("the header is over 8 KiB, or the body over 1 MiB");
  }
  const read = { ...header(parseShape("header", line.subarray(0, tab))), body };
  if ((read.hash !== undefined || read.run !== undefined) && body.length > 0) {
    refuse("a withheld line has a body");
  }
  return read;
}

function header(shape: Shape): Omit<Line, "body"> {
  shape.onlyKeys("replica", "seq", "key", "grant", "body", "skip", "h", "hs", "sig");
  const seq = positive("seq", shape.value("seq"));
  return {
    replica: parseReplicaId(shape.text("replica")),
    seq,
    key: shape.has("key") ? base64url(shape.text("key"), 32) : undefined,
    grant: shape.maybe("grant", parseGrant),
    hash: shape.has("body") ? hash(shape.text("body")) : undefined,
    run: run(shape, seq),
    sig: shape.has("sig") ? base64url(shape.text("sig"), 64) : undefined,
  };
}

function base64url(written: string, length: number): string {
  bytesOf(written, length);
  return written;
}

function hash(hex: string): string {
  fromHex(hex);
  return hex.length === HASH_DIGITS ? hex : refuse(`'${hex}' is not a hash of 32 bytes`);
}

/** How many lines a run stands for. */
function run(shape: Shape, seq: number): number | undefined {
  const isRun = shape.has("skip");
  if (isRun !== shape.has("h") || isRun !== shape.has("hs") || (isRun && shape.has("body"))) {
    refuse("skip, h and hs stand together, without body");
  }
  if (!isRun) {
    return undefined;
  }
  hash(shape.text("h"));
  const marks = shape.items("hs").map((mark) => parseMark(text("a mark", mark)));
  const length = shape.integer("skip");
  if (length < 1 || length > Math.min(MAX_RUN, seq) || length !== marks.length) {
    refuse(`skip is ${length}`);
  }
  return length;
}

/** Its bytes with the line feed, header keys in the order of the format. Not for a run. */
export function lineBytes(line: Line): Bytes {
  const fields: Fields = { replica: line.replica, seq: line.seq };
  if (line.key !== undefined) {
    fields["key"] = line.key;
  }
  if (line.grant) {
    fields["grant"] = grantFields(line.grant);
  }
  if (line.hash !== undefined) {
    fields["body"] = line.hash;
  }
  if (line.sig !== undefined) {
    fields["sig"] = line.sig;
  }
  return concat(utf8(`${write(fields)}\t`), line.body, Uint8Array.of(LINE_FEED));
}

/** SHA-256 of its body, also where that is withheld. */
export function bodyHash(line: Line): Bytes {
  return line.hash === undefined ? sha256(line.body) : fromHex(line.hash);
}

/** The lines of bytes in which each ends with a line feed; refuses a last one that does not. */
export function* splitLines(bytes: Bytes): Generator<Bytes> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end < 0) {
      refuse("the last line does not end");
    }
    yield bytes.subarray(from, end);
    from = end + 1;
  }
}
