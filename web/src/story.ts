// The history of one record, told as who changed what from what to what. A changeset names only the
// dots it replaces; their values stand in the changesets before it, so the log is gone through
// once, with the entries that live at each point. Pure.

import type { Change, LogEntry, Over, Value } from "./shapes.ts";

/** What became of one property. `from`: the distinct values replaced, none if there were none.
 * `beside`: other values that stayed live: a conflict begins or goes on. */
export interface Turn {
  property: string;
  from: Value[];
  to: Value;
  how: "set" | "step" | "put" | "drop" | "reopen";
  beside: Value[];
}

/** One changeset, as far as it is about the record. `others`: further records it changed. */
export interface Telling {
  number: number;
  time: string;
  author: string;
  replica: string;
  note: string | null;
  void: string | null;
  forgotten: string | null;
  deed: string;
  turns: Turn[];
  undoes: boolean;
  others: number;
}

interface Entry {
  replica: string;
  value: Value;
  live: boolean;
}

/** Entries by register, then by dot. `live` of each: nobody has replaced it yet. */
type Live = Map<string, Map<string, Entry>>;

interface Writer {
  replica: string;
  dot: string;
  of: [string, number, string][];
}

export function tell(history: LogEntry[], type: string, id: string): Telling[] {
  const live: Live = new Map();
  const totals = new Map<string, number>();
  return history.map((entry) => {
    const [replica = "", seq = ""] = entry.changeset.split(":");
    const mine = entry.body?.changes.find((one) => one.type === type && one.id === id);
    const writer = { replica, dot: `${replica}:${seq}`, of: entry.body?.of ?? [] };
    return {
      number: entry.number,
      time: entry.time ?? "",
      author: entry.author ?? "",
      replica,
      note: entry.note ?? null,
      void: entry.void ?? null,
      forgotten: entry.forgotten ?? null,
      deed: mine === undefined ? "" : deed(mine, presence(mine, writer, live)),
      turns: mine === undefined ? [] : turns(mine, writer, live, totals),
      undoes: entry.body?.undo !== undefined,
      others: Math.max(0, (entry.body?.changes.length ?? 1) - 1),
    };
  });
}

function deed(change: Change, turn: Turn): string {
  const gone = turn.from.includes(true);
  switch (change.op) {
    case "create":
      return gone ? "made it again" : "made it";
    case "update":
      return gone ? "brought it back" : "";
    case "delete":
      return "deleted it";
    case "purge":
      return "deleted it and let its content go";
  }
}

function presence(change: Change, writer: Writer, live: Live): Turn {
  const absent = change.op === "delete" || change.op === "purge";
  return write("_deleted", "_deleted", absent, { change, writer, live });
}

interface Place {
  change: Change;
  writer: Writer;
  live: Live;
}

function turns(change: Change, writer: Writer, live: Live, totals: Map<string, number>): Turn[] {
  const place = { change, writer, live };
  const found: Turn[] = [];
  for (const [property, value] of Object.entries(change.set ?? {})) {
    found.push(write(property, property, value, place));
  }
  for (const [property, values] of Object.entries(change.reopen ?? {})) {
    found.push({
      ...write(property, property, values[0] ?? null, place),
      to: values,
      how: "reopen",
    });
  }
  for (const [property, total] of Object.entries(change.add ?? {})) {
    const key = `${writer.replica} ${property}`;
    const step = total - (totals.get(key) ?? 0);
    totals.set(key, total);
    found.push({ property, from: [], to: step, how: "step", beside: [] });
  }
  for (const how of ["put", "drop"] as const) {
    for (const [property, elements] of Object.entries(change[how] ?? {})) {
      for (const element of elements) {
        found.push({ property, from: [], to: element, how, beside: [] });
      }
    }
  }
  return found;
}

/** Writes a value to a register: what it replaces goes, its replica's own without being named. */
function write(property: string, register: string, value: Value, place: Place): Turn {
  const { change, writer, live } = place;
  const entries = live.get(register) ?? new Map<string, Entry>();
  live.set(register, entries);
  const named = new Set(dots(change, register, writer));
  const from: Value[] = [];
  for (const [dot, entry] of entries) {
    if (named.has(dot) || (entry.live && entry.replica === writer.replica)) {
      entry.live = false;
      add(from, entry.value);
    }
  }
  const beside: Value[] = [];
  for (const entry of entries.values()) {
    if (entry.live && JSON.stringify(entry.value) !== JSON.stringify(value)) {
      add(beside, entry.value);
    }
  }
  entries.set(writer.dot, { replica: writer.replica, value, live: true });
  return { property, from, to: value, how: "set", beside };
}

function add(values: Value[], value: Value): void {
  if (!values.some((one) => JSON.stringify(one) === JSON.stringify(value))) {
    values.push(value);
  }
}

function dots(change: Change, register: string, writer: Writer): string[] {
  const over = change.over?.[register];
  const plain: Over = Array.isArray(over) ? over : (over?.[""] ?? []);
  return plain.map(([index, seq]) => `${writer.of[index]?.[0] ?? ""}:${seq}`);
}
