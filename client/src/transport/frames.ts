// Several messages in one body: each after its length, four bytes with the highest first.

import { type Bytes, concat, numberBytes } from "../value/bytes.ts";
import { refuse } from "../value/malformed.ts";

const LENGTH_BYTES = 4;

export function join(messages: Bytes[]): Bytes {
  return concat(...messages.flatMap((message) => [lengthBytes(message.length), message]));
}

function lengthBytes(length: number): Bytes {
  return numberBytes(length).subarray(-LENGTH_BYTES);
}

export function split(body: Bytes): Bytes[] {
  const messages: Bytes[] = [];
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  for (let at = 0; at < body.length;) {
    const from = at + LENGTH_BYTES;
    at = from <= body.length ? from + view.getUint32(at) : Infinity;
    messages.push(at <= body.length ? body.slice(from, at) : refuse("the last message is cut off"));
  }
  return messages;
}
