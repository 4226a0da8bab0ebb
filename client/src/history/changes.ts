// Reads one change of a body. Every rule stands in spec/encoding.md, K.

import {
  type Change,
  checkKey,
  checkName,
  deletes,
  type Op,
  OPS,
  type Write,
} from "../record/change.ts";
import { compareAscii, compareSeen, type Seen } from "../record/dot.ts";
import type { Absorbed } from "../record/entry.ts";
import {
  DELETED,
  element,
  keyOf,
  plain,
  PRESENCE,
  type Register,
  total,
} from "../record/register.ts";
import { parseValueHash, type ValueHash } from "../value/ids.ts";
import { canonical } from "../value/json.ts";
import { refuse } from "../value/malformed.ts";
import { compareTexts } from "../value/text.ts";
import { field, isFields, type Value } from "../value/value.ts";
import { inOrder, integer, items, Shape, text, tuple } from "./shape.ts";
import type { Tips } from "./tips.ts";

const KEYS = ["set", "add", "absorbed", "put", "drop", "reopen", "over", "was"];

/** Which keys a change with this op must not have. */
const REFUSED: Record<Op, string[]> = {
  create: ["reopen"],
  update: [],
  delete: ["set", "add", "absorbed", "put", "drop", "was"],
  purge: ["add", "put", "drop", "was", "reopen"],
};

export function readChange(shape: Shape, tips: Tips): Change {
  shape.onlyKeys("op", "type", "id", ...KEYS);
  const named = shape.text("op");
  const op = OPS.find((one) => one === named) ?? refuse(`op is '${named}'`);
  const key = checkKey({ type: shape.text("type"), id: shape.text("id") });
  const barred = REFUSED[op].find((one) => shape.has(one));
  if (barred !== undefined) {
    refuse(`a change with op ${op} has ${barred}`);
  }
  const reader = new ChangeReader(shape, tips, op);
  return { op, key, writes: reader.read(), released: reader.released };
}

class ChangeReader {
  readonly released = new Map<string, Seen[]>();
  private readonly over = new Map<string, Seen[]>();
  private readonly was = new Map<string, ValueHash[]>();
  private readonly writes = new Map<string, Write>();

  constructor(
    private readonly shape: Shape,
    private readonly tips: Tips,
    private readonly op: Op,
  ) {}

  read(): Write[] {
    this.readOver();
    this.readWas();
    this.readSet();
    this.readReopened();
    this.readTotals();
    this.readElements("put");
    this.readElements("drop");
    if (!this.writes.has(keyOf(PRESENCE))) {
      this.add(PRESENCE, [deletes(this.op)], []);
    }
    for (const key of [...this.over.keys(), ...this.was.keys()]) {
      if (!this.writes.has(key)) {
        refuse(`over or was names ${key.replace("\0", " ")}, which is not written`);
      }
    }
    return [...this.writes.values()];
  }

  private add(register: Register, values: Value[], absorbed: Absorbed[]): void {
    const key = keyOf(register);
    if (this.writes.has(key)) {
      refuse(`${register.property} is written twice`);
    }
    const over = this.over.get(key) ?? [];
    this.writes.set(key, { register, values, over, was: this.was.get(key) ?? [], absorbed });
  }

  private readOver(): void {
    for (const [property, value] of this.shape.members("over")) {
      const what = `over of ${property}`;
      if (property === DELETED) {
        this.over.set(keyOf(PRESENCE), this.tips.list(what, value));
      } else if (isFields(value)) {
        for (const [name, dots] of elementsOf(what, value)) {
          this.readOverOf(property, name, this.tips.list(what, dots));
        }
      } else {
        this.over.set(keyOf(plain(property)), this.tips.list(what, value));
      }
    }
  }

  private readOverOf(property: string, name: string, dots: Seen[]): void {
    if (name === "*" && this.op === "purge") {
      this.released.set(checkName("property", property), dots);
    } else {
      this.over.set(keyOf(registerNamed(property, name)), dots);
    }
  }

  private readWas(): void {
    for (const [property, value] of this.shape.members("was")) {
      const what = `was of ${property}`;
      if (isFields(value)) {
        for (const [name, hashes] of elementsOf(what, value)) {
          this.was.set(keyOf(registerNamed(property, name)), hashesOf(what, hashes));
        }
      } else {
        this.was.set(keyOf(plain(property)), hashesOf(what, value));
      }
    }
  }

  private readSet(): void {
    const absorbed = new Map(this.shape.members("absorbed"));
    for (const [property, value] of this.shape.members("set")) {
      checkProperty(property);
      if (this.op === "purge" && value !== null) {
        refuse(`a purge sets ${property} to a value`);
      }
      const taken = absorbed.get(property);
      absorbed.delete(property);
      this.add(plain(property), [value], taken === undefined ? [] : this.absorbedOf(taken));
    }
    for (const property of absorbed.keys()) {
      refuse(`absorbed names ${property}, which is not set`);
    }
  }

  private absorbedOf(value: Value): Absorbed[] {
    const list = items("absorbed", value).map((item) => {
      const [index, seq, sum] = tuple("a total of absorbed", item, 3);
      return { seen: this.tips.seen(index!, seq!), total: integer("a total", sum) };
    });
    return inOrder("absorbed", list, (left, right) => compareSeen(left.seen, right.seen));
  }

  private readReopened(): void {
    for (const [property, value] of this.shape.members("reopen")) {
      const values = items("reopen", value);
      if (values.length < 2) {
        refuse(`reopen of ${property} has fewer than two values`);
      }
      const byBytes = (left: Value, right: Value) =>
        compareTexts(canonical(left), canonical(right));
      inOrder("reopen", values, byBytes);
      this.reopen(property, values);
    }
  }

  private reopen(property: string, values: Value[]): void {
    if (property === DELETED) {
      if (canonical(values) !== "[false,true]") {
        refuse("reopen of _deleted is not [false,true]");
      }
      this.add(PRESENCE, values, []);
    } else if (this.op === "delete") {
      refuse(`a delete reopens ${property}`);
    } else {
      this.add(plain(checkName("property", property)), values, []);
    }
    if (this.was.has(keyOf(plain(property)))) {
      refuse(`was names ${property}, which is reopened`);
    }
  }

  private readTotals(): void {
    for (const [property, value] of this.shape.members("add")) {
      this.add(total(checkProperty(property)), [integer(`total of ${property}`, value)], []);
    }
  }

  private readElements(key: "put" | "drop"): void {
    for (const [property, value] of this.shape.members(key)) {
      checkProperty(property);
      const elements = items(key, value).map((item) => text("an element", item));
      for (const one of inOrder(key, elements, compareTexts)) {
        this.add(element(property, checkName("element", one)), [key === "put"], []);
      }
    }
  }
}

function checkProperty(property: string): string {
  if (property === DELETED) {
    refuse("_deleted is written by op alone");
  }
  return checkName("property", property);
}

/** The members of an object that names elements, at least one. */
function elementsOf(what: string, value: Value): [string, Value][] {
  const { fields } = new Shape(what, value);
  const members = Object.entries(fields);
  const plainOnly = field(fields, "") === undefined ? 0 : 1;
  return members.length > plainOnly ? members : refuse(`${what} is an object without elements`);
}

function registerNamed(property: string, name: string): Register {
  if (name === "") {
    return plain(property);
  }
  return name.startsWith("=")
    ? element(property, name.slice(1))
    : refuse(`'${name}' names no register of ${property}`);
}

function hashesOf(what: string, value: Value): ValueHash[] {
  const hashes = items(what, value).map((item) => parseValueHash(text("a hash", item)));
  return inOrder(what, hashes, compareAscii);
}
