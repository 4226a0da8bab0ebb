// Ids for new records: UUIDv7 (RFC 9562), which sort by the time at which they were made.

import { toHex } from "./bytes.ts";

export function newId(millis: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(millis / 2 ** 16));
  new DataView(bytes.buffer).setUint16(4, millis % 2 ** 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
