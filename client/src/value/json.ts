// Strict and canonical JSON (spec/encoding.md, J): each value has one text for an order of keys.

import { refuse } from "./malformed.ts";
import { compareTexts, fromUtf8, isWellFormed } from "./text.ts";
import { field, setField, type Fields, type Value } from "./value.ts";

/** How many arrays and objects may stand inside one another. */
const MAX_DEPTH = 64;

const PLAIN = /[\w.+-]+/y;
const WORDS: Record<string, Value> = { true: true, false: false, null: null };

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
    const first = this.json.charAt(this.at);
    if (first === "{") {
      return this.object();
    }
    if (first === "[") {
      return this.list();
    }
    return first === '"' ? this.string() : this.plain();
  }

  /** A number, or one of three words. */
  private plain(): Value {
    PLAIN.lastIndex = this.at;
    const written = PLAIN.exec(this.json)?.[0] ?? this.fail();
    const value = written in WORDS ? WORDS[written]! : Number(written);
    this.require(JSON.stringify(value) === written);
    this.at += written.length;
    return value;
  }

  private endOfString(): number {
    let end = this.at + 1;
    while (this.json[end] !== '"') {
      end += this.json[end] === "\\" ? 2 : 1;
      this.require(end < this.json.length);
    }
    return end + 1;
  }

  private string(): string {
    const written = this.json.slice(this.at, this.endOfString());
    const string = unescaped(written) ?? this.fail();
    this.require(JSON.stringify(string) === written && isWellFormed(string));
    this.at += written.length;
    return string;
  }

  /** What stands between brackets, with commas between them. */
  private each(close: string, read: () => void): void {
    this.at++;
    this.require(++this.depth <= MAX_DEPTH);
    if (!this.passed(close)) {
      do {
        read();
      } while (this.passed(","));
      this.require(this.passed(close));
    }
    this.depth--;
  }

  private require(isSo: boolean): void {
    if (!isSo) {
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
    this.each("]", () => items.push(this.value()));
    return items;
  }

  private object(): Fields {
    const fields: Fields = {};
    this.each("}", () => this.member(fields));
    return fields;
  }

  private member(fields: Fields): void {
    this.require(this.json[this.at] === '"');
    const key = this.string();
    this.require(this.passed(":") && field(fields, key) === undefined);
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
