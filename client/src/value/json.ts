// Strict and canonical JSON (spec/encoding.md, J): each value has one text for an order of keys.

import { refuse } from "./malformed.ts";
import { compareTexts, fromUtf8, isWellFormed } from "./text.ts";
import { field, setField, type Fields, type Value } from "./value.ts";

/** How many arrays and objects may stand inside one another. */
const MAX_DEPTH = 64;

const NUMBER = /-?[0-9.eE+-]+/y;

/** The strict JSON text of a value, keys as they stand. Refuses what JSON cannot say. */
export function write(value: Value): string {
  return text(value, 0, false);
}

/** The strict JSON text of a value, keys by their UTF-8 bytes: equal values have equal texts. */
export function canonical(value: Value): string {
  return text(value, 0, true);
}

function text(value: Value, depth: number, sorted: boolean): string {
  switch (typeof value) {
    case "string":
      return isWellFormed(value) ? JSON.stringify(value) : refuse("a text has a lone surrogate");
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : refuse(`${value} is no number`);
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : container(value, depth + 1, sorted);
    default:
      return refuse("a value has no JSON");
  }
}

function container(value: Value[] | Fields, depth: number, sorted: boolean): string {
  if (depth > MAX_DEPTH) {
    refuse(`a value is over ${MAX_DEPTH} levels deep`);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => text(item, depth, sorted)).join(",")}]`;
  }
  const keys = Object.keys(value);
  if (sorted) {
    keys.sort(compareTexts);
  }
  const members = keys.map((key) => `${text(key, 0, sorted)}:${text(value[key]!, depth, sorted)}`);
  return `{${members.join(",")}}`;
}

/** Reads strict JSON. */
export function parse(json: Uint8Array | string): Value {
  return new Reader(typeof json === "string" ? json : fromUtf8(json)).read();
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly json: string) {}

  read(): Value {
    const value = this.value();
    return this.at === this.json.length ? value : this.fail();
  }

  private fail(): never {
    return refuse(`not strict JSON at character ${this.at}`);
  }

  private value(): Value {
    switch (this.json[this.at]) {
      case "{":
        return this.object();
      case "[":
        return this.list();
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private word(word: string, value: Value): Value {
    if (!this.json.startsWith(word, this.at)) {
      this.fail();
    }
    this.at += word.length;
    return value;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const written = NUMBER.exec(this.json)?.[0] ?? this.fail();
    const number = Number(written);
    if (!Number.isFinite(number) || JSON.stringify(number) !== written) {
      this.fail();
    }
    this.at += written.length;
    return number;
  }

  private endOfString(): number {
    let end = this.at + 1;
    while (this.json[end] !== '"') {
      end += this.json[end] === "\\" ? 2 : 1;
      if (end >= this.json.length) {
        this.fail();
      }
    }
    return end + 1;
  }

  private string(): string {
    const written = this.json.slice(this.at, this.endOfString());
    const string = unescaped(written) ?? this.fail();
    if (JSON.stringify(string) !== written || !isWellFormed(string)) {
      this.fail();
    }
    this.at += written.length;
    return string;
  }

  private enter(): void {
    this.at++;
    if (++this.depth > MAX_DEPTH) {
      this.fail();
    }
  }

  /** Passes over one character if it stands here. */
  private passed(character: string): boolean {
    const stands = this.json[this.at] === character;
    this.at += stands ? 1 : 0;
    return stands;
  }

  private list(): Value[] {
    const items: Value[] = [];
    this.enter();
    if (!this.passed("]")) {
      do {
        items.push(this.value());
      } while (this.passed(","));
      if (!this.passed("]")) {
        this.fail();
      }
    }
    this.depth--;
    return items;
  }

  private object(): Fields {
    const fields: Fields = {};
    this.enter();
    if (!this.passed("}")) {
      do {
        this.member(fields);
      } while (this.passed(","));
      if (!this.passed("}")) {
        this.fail();
      }
    }
    this.depth--;
    return fields;
  }

  private member(fields: Fields): void {
    if (this.json[this.at] !== '"') {
      this.fail();
    }
    const key = this.string();
    if (!this.passed(":")) {
      this.fail();
    }
    if (field(fields, key) !== undefined) {
      this.fail();
    }
    setField(fields, key, this.value());
  }
}

function unescaped(written: string): string | undefined {
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}
