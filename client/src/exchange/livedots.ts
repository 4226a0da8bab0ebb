// The live dots of a record as a line of strict JSON: its dots once, then for each register, named
// as in a body, which of them stand there.

import { items, parseShape, Shape } from "../history/shape.ts";
import { dotValue } from "../history/writer.ts";
import { checkKey, type RecordKey } from "../record/change.ts";
import { type Dot, sameDot } from "../record/dot.ts";
import { dotsOf } from "../record/entry.ts";
import type { LiveRecord } from "../record/live.ts";
import {
  compareKeys,
  DELETED,
  element,
  keyOf,
  plain,
  PRESENCE,
  type Register,
  registerOf,
} from "../record/register.ts";
import type { LiveDots } from "../replica/shallow.ts";
import { write } from "../value/json.ts";
import { type Fields, setField, type Value } from "../value/value.ts";
import { dotsIn, within } from "./encoding.ts";

export function writeLiveDots(key: RecordKey, record: LiveRecord): string {
  const told = [...record]
    .filter(([register]) => registerOf(register).kind !== "total")
    .sort(([left], [right]) => compareKeys(left, right));
  const dots = dotsOf(told.flatMap(([, entries]) => entries));
  const live: Fields = {};
  for (const [key, entries] of told) {
    const { kind, property, element: text } = registerOf(key);
    const registers = Object.hasOwn(live, property) ? (live[property] as Fields) : {};
    registers[kind === "element" ? `=${text}` : ""] = dotsOf(entries).map((dot) =>
      indexOf(dots, dot),
    );
    setField(live, property, registers);
  }
  return write({ type: key.type, id: key.id, dots: dots.map(dotValue), live });
}

function indexOf(dots: Dot[], dot: Dot): number {
  return dots.findIndex((one) => sameDot(one, dot));
}

/** Reads one, without its line feed. */
export function readLiveDots(line: Uint8Array): LiveDots {
  const shape = parseShape("live dots", line);
  shape.onlyKeys("type", "id", "dots", "live");
  const dots = dotsIn(shape.value("dots"));
  const live = new Map<string, Dot[]>();
  for (const [property, registers] of fieldsOf(shape.value("live"))) {
    for (const [name, indexes] of fieldsOf(registers)) {
      const named = items("live", indexes).map((at) => dots[within("index", at, dots.length - 1)]!);
      live.set(keyOf(registerNamed(property, name)), named);
    }
  }
  return { key: checkKey({ type: shape.text("type"), id: shape.text("id") }), live };
}

function fieldsOf(value: Value): [string, Value][] {
  return Object.entries(new Shape("live", value).fields);
}

function registerNamed(property: string, name: string): Register {
  if (property === DELETED) {
    return PRESENCE;
  }
  return name.startsWith("=") ? element(property, name.slice(1)) : plain(property);
}
