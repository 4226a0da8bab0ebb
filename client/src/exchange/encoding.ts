// Messages as bytes: a header of strict JSON, a line feed, and what the message brings.

import { dotOfValue } from "../history/body.ts";
import { items, integer, parseShape, Shape, text, tuple } from "../history/shape.ts";
import { dotValue } from "../history/writer.ts";
import type { Dot } from "../record/dot.ts";
import type { Since } from "../replica/rows.ts";
import { type Bytes, concat, fromHex, NO_BYTES } from "../value/bytes.ts";
import { parseMark, parseReplicaId, parseSpaceId } from "../value/ids.ts";
import { write } from "../value/json.ts";
import { refuse } from "../value/malformed.ts";
import { utf8 } from "../value/text.ts";
import type { Fields, Value } from "../value/value.ts";
import type { Beside, Bodies, Message, Points } from "./message.ts";

export const MAX_MESSAGE_BYTES = 16 << 20;
const MAX_HEADER_BYTES = 4 << 20;
const MAX_PAGE_LINES = 4096;
const MAX_PAGE_RECORDS = 1 << 20;
const MAX_GAPS = 1024;
const FORMAT = 1;
const LINE_FEED = 10;

/** A message, and its number within its session and direction. */
export interface Numbered {
  number: number;
  message: Message;
}

export function encode({ number, message }: Numbered): Bytes {
  const bytes = "bytes" in message ? message.bytes : NO_BYTES;
  const fields = { n: number, message: message.message, ...fieldsOf(message) };
  return concat(utf8(`${write(fields)}\n`), bytes);
}

function fieldsOf(message: Message): Fields {
  switch (message.message) {
    case "hello": {
      const { space, now, digest, since, posts } = message;
      const more = { ...(since && { since: sinceValue(since) }), ...(posts && { posts }) };
      return { v: FORMAT, space, now, digest, ...more };
    }
    case "same":
      return { now: message.now, at: sinceValue(message.at) };
    case "offer": {
      const { now, at, digest, changed, frontier, purged } = message;
      const told = { now, at: sinceValue(at), digest, changed, ...(purged && { purged }) };
      return { ...told, frontier: frontier.map(dotValue) };
    }
    case "want":
      return { have: pointsValue(message.have), ...(message.bodies && { bodies: message.bodies }) };
    case "page": {
      const { page, last, lines, beside } = message;
      return { page, last, lines, ...(beside && besideFields(beside)) };
    }
    case "ack":
      return { page: message.page };
    case "filled":
      return { looked: message.looked, lines: message.lines };
    case "refuse":
      return { reason: message.reason };
    case "all":
    case "done":
    case "fill": // never sent: what is forgotten here stays so
      return {};
  }
}

function sinceValue({ epoch, number }: Since): Value {
  return [epoch, number];
}

function pointsValue(points: Points): Value {
  const members = [...points].map(([replica, dots]): [string, Value] => {
    return [replica, dots.map((dot) => [dot.seq, dot.mark])];
  });
  return Object.fromEntries(members);
}

function besideFields({ purged, records, frontier }: Beside): Fields {
  return { purged, records, ...(frontier && { frontier: frontier.map(dotValue) }) };
}

export function decode(bytes: Bytes): Numbered {
  const stop = bytes.indexOf(LINE_FEED);
  if (bytes.length > MAX_MESSAGE_BYTES || stop < 0 || stop >= MAX_HEADER_BYTES) {
    refuse("the message is too large, or its header does not end");
  }
  const shape = parseShape("the message", bytes.subarray(0, stop));
  const brought = bytes.slice(stop + 1);
  const message = messageOf(shape, brought);
  if (brought.length > 0 && !("bytes" in message)) {
    refuse("the message brings what it must not");
  }
  return { number: count(shape, "n"), message };
}

function messageOf(shape: Shape, bytes: Bytes): Message {
  const name = shape.text("message");
  const only = (...keys: string[]) => onlyKeys(shape, ...keys);
  switch (name) {
    case "hello":
      return hello(shape);
    case "same":
      only("now", "at");
      return { message: "same", now: count(shape, "now"), at: sinceIn(shape.value("at")) };
    case "offer":
      return offer(shape);
    case "want": {
      only("have", "bodies");
      const bodies = shape.maybe("bodies", bodiesOf);
      return { message: "want", have: pointsIn(shape.value("have")), ...(bodies && { bodies }) };
    }
    case "page":
      return page(shape, bytes);
    case "ack":
      only("page");
      return { message: "ack", page: count(shape, "page") };
    case "fill":
      only("dots");
      return { message: "fill", dots: dotsIn(shape.value("dots"), MAX_GAPS) };
    case "all":
    case "done":
      only();
      return { message: name };
    case "refuse":
      only("reason");
      return { message: "refuse", reason: shape.text("reason") };
    default:
      return refuse(`'${name}' is no message`);
  }
}

/** Refuses keys that a message of this name has not. */
function onlyKeys(shape: Shape, ...keys: string[]): void {
  shape.onlyKeys("n", "message", ...keys);
}

function hello(shape: Shape): Message {
  if (shape.integer("v") !== FORMAT) {
    refuse("the other side speaks another version of the exchange");
  }
  const keys = ["v", "space", "now", "digest", "since", "fills", "posts"];
  onlyKeys(shape, ...keys);
  isTrue(shape, "fills");
  const since = shape.maybe("since", sinceIn);
  return {
    message: "hello",
    space: parseSpaceId(shape.text("space")),
    now: count(shape, "now"),
    digest: digest(shape),
    ...(since && { since }),
    posts: isTrue(shape, "posts"),
  };
}

function offer(shape: Shape): Message {
  const keys = ["now", "at", "digest", "changed", "purged", "frontier"];
  onlyKeys(shape, ...keys);
  return {
    message: "offer",
    now: count(shape, "now"),
    at: sinceIn(shape.value("at")),
    digest: digest(shape),
    changed: shape.flag("changed"),
    frontier: dotsIn(shape.value("frontier")),
    purged: isTrue(shape, "purged"),
  };
}

function page(shape: Shape, bytes: Bytes): Message {
  const keys = ["page", "last", "lines", "purged", "records", "frontier"];
  onlyKeys(shape, ...keys);
  const lines = count(shape, "lines", MAX_PAGE_LINES);
  const beside = shape.has("records") ? besideIn(shape, lines) : undefined;
  const told = { page: count(shape, "page"), last: shape.flag("last"), lines };
  return { message: "page", ...told, ...(beside && { beside }), bytes };
}

function besideIn(shape: Shape, lines: number): Beside {
  const frontier = shape.maybe("frontier", (value) => dotsIn(value));
  return {
    purged: shape.items("purged").map((at) => within("purged", at, lines - 1)),
    records: count(shape, "records", MAX_PAGE_RECORDS),
    ...(frontier && { frontier }),
  };
}

function bodiesOf(value: Value): Bodies {
  return value === "here" || value === "live"
    ? value
    : refuse("bodies is neither 'here' nor 'live'");
}

function isTrue(shape: Shape, key: string): boolean {
  return shape.has(key) && shape.flag(key);
}

function digest(shape: Shape): string {
  const hex = shape.text("digest");
  fromHex(hex);
  return hex;
}

function count(shape: Shape, key: string, most = 2 ** 53): number {
  return within(key, shape.value(key), most);
}

/** An integer from 0 to `most`. */
export function within(what: string, value: Value, most: number): number {
  const number = integer(what, value);
  return number >= 0 && number <= most
    ? number
    : refuse(`${what} is ${number}, not within 0..${most}`);
}

function sinceIn(value: Value): Since {
  const [epoch, number] = tuple("a place in a log", value, 2);
  return { epoch: text("epoch", epoch), number: within("number", number!, 2 ** 53) };
}

export function dotsIn(value: Value, most = Infinity): Dot[] {
  const list = items("a list of dots", value);
  return list.length <= most ? list.map(dotOfValue) : refuse(`${list.length} dots are too many`);
}

function pointsIn(value: Value): Points {
  const members = Object.entries(new Shape("have", value).fields);
  return new Map(
    members.map(([name, points]) => {
      const replica = parseReplicaId(name);
      return [replica, items("have", points).map((point) => pointIn(replica, point))];
    }),
  );
}

function pointIn(replica: string, value: Value): Dot {
  const [seq, mark] = tuple("a point", value, 2);
  return { replica, seq: within("sequence", seq!, 2 ** 53), mark: parseMark(text("mark", mark)) };
}
