// Writes bodies as JSON, keys in the order of the format (spec/encoding.md, O and K).

import type { Change, Write } from "../record/change.ts";
import { compareSeen, type Dot, sameDot, type Seen } from "../record/dot.ts";
import { write } from "../value/json.ts";
import { compareTexts } from "../value/text.ts";
import { timeText } from "../value/time.ts";
import { type Fields, setField, type Value } from "../value/value.ts";
import type { Body } from "./body.ts";
import { tipsIn } from "./naming.ts";

/** The text of a body. Its dots must be such that each tip is the highest dot named of its branch
 * (`shorten` makes them so). */
export function bodyText(body: Body): string {
  const tips = tipsIn(body.changes);
  const fields: Fields = { v: 1, time: timeText(body.time), author: body.author };
  if (body.note !== undefined) {
    fields["note"] = body.note;
  }
  if (tips.length > 0) {
    fields["of"] = tips.map(dotValue);
  }
  if (body.undone) {
    fields["undo"] = [body.undone.replica, body.undone.seq];
  }
  if (body.retires) {
    fields["retire"] = true;
  }
  const writer = new ChangeWriter(tips);
  fields["changes"] = body.changes.map((change) => writer.change(change));
  return write(fields);
}

/** `[replica, sequence, mark]`. */
export function dotValue(dot: Dot): Value {
  return [dot.replica, dot.seq, dot.mark];
}

class ChangeWriter {
  constructor(private readonly tips: Dot[]) {}

  change(change: Change): Fields {
    const fields: Fields = { op: change.op, type: change.key.type, id: change.key.id };
    const sections: [string, Fields][] = [
      ["set", of(change.writes, isSet, (one) => one.values[0]!)],
      [
        "add",
        of(
          change.writes,
          (one) => one.register.kind === "total",
          (one) => one.values[0]!,
        ),
      ],
      ["absorbed", of(change.writes, (one) => one.absorbed.length > 0, this.absorbed)],
      ["put", elements(change.writes, true)],
      ["drop", elements(change.writes, false)],
      [
        "reopen",
        of(
          change.writes,
          (one) => one.values.length > 1,
          (one) => one.values,
        ),
      ],
      ["over", this.over(change)],
      ["was", byRegister(change.writes, (one) => one.was)],
    ];
    for (const [key, section] of sections) {
      if (Object.keys(section).length > 0) {
        fields[key] = section;
      }
    }
    return fields;
  }

  private over(change: Change): Fields {
    const named = byRegister(change.writes, (one) => this.dots(one.over), false);
    for (const [property, dots] of change.released) {
      named[property] ??= {} as Fields;
      (named[property] as Fields)["*"] = this.dots(dots);
    }
    return collapsed(named);
  }

  private readonly absorbed = (one: Write): Value =>
    [...one.absorbed]
      .sort((left, right) => compareSeen(left.seen, right.seen))
      .map(({ seen, total }) => [this.index(seen), seen.seq, total]);

  private dots(seen: Seen[]): Value[] {
    return [...seen].sort(compareSeen).map((one) => [this.index(one), one.seq]);
  }

  private index(seen: Seen): number {
    return this.tips.findIndex((tip) => sameDot(tip, seen.tip));
  }
}

function isSet(one: Write): boolean {
  return one.register.kind === "plain" && one.values.length === 1;
}

/** Of the writes that belong there, the property and what is to be said of it. */
function of(
  writes: Write[],
  belongs: (write: Write) => boolean,
  said: (write: Write) => Value,
): Fields {
  const fields: Fields = {};
  for (const one of writes.filter(belongs)) {
    setField(fields, one.register.property, said(one));
  }
  return fields;
}

function elements(writes: Write[], isIn: boolean): Fields {
  const sets = new Map<string, string[]>();
  for (const { register, values } of writes) {
    if (register.kind === "element" && values[0] === isIn) {
      sets.set(register.property, [...(sets.get(register.property) ?? []), register.element]);
    }
  }
  const fields: Fields = {};
  sets.forEach((set, property) => setField(fields, property, set.sort(compareTexts)));
  return fields;
}

/** By property and register what is to be said of each, where there is something. */
function byRegister(writes: Write[], said: (write: Write) => Value[], collapse = true): Fields {
  const named: Fields = {};
  for (const one of writes) {
    const list = said(one);
    if (list.length > 0) {
      const { property, kind, element } = one.register;
      const own = Object.hasOwn(named, property) ? (named[property] as Fields) : {};
      own[kind === "element" ? `=${element}` : ""] = list;
      setField(named, property, own);
    }
  }
  return collapse ? collapsed(named) : named;
}

/** Where only the plain register of a property is named, its list stands in place of the object. */
function collapsed(named: Fields): Fields {
  for (const [property, registers] of Object.entries(named)) {
    const keys = Object.keys(registers as Fields);
    if (keys.length === 1 && keys[0] === "") {
      setField(named, property, (registers as Fields)[""]!);
    }
  }
  return named;
}
