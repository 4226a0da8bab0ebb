import assert from "node:assert/strict";
import { test } from "node:test";
import { type Line, parseLine } from "../../src/history/line.ts";
import { openIn, valuesOf } from "../../src/merge/view.ts";
import { dotText } from "../../src/record/dot.ts";
import { compareKeys, registerOf } from "../../src/record/register.ts";
import type { Received } from "../../src/replica/integrator.ts";
import type { Replica } from "../../src/replica/replica.ts";
import type { LineRow } from "../../src/replica/rows.ts";
import { sameBytes } from "../../src/value/bytes.ts";
import { attempt } from "../../src/value/malformed.ts";
import { fromUtf8, utf8 } from "../../src/value/text.ts";
import { same, type Value } from "../../src/value/value.ts";
import { Clock, openReplica } from "./replicas.ts";
import { bytesOfLine, vectors } from "./vectors.ts";

const ALL = { after: 0, limit: 1000 };

interface VerdictCase {
  name: string;
  charter: string;
  now: string;
  lines: { line?: string; hex?: string }[];
  expect: string[];
}

test("every line gets its verdict", async () => {
  for (const one of vectors<VerdictCase>("verdicts.json")) {
    const bytes = one.lines.map(bytesOfLine);
    const parsed = bytes.map((line) =>
      attempt(
        () => parseLine(line),
        () => undefined,
      ),
    );
    const replica = await openReplica(utf8(one.charter), new Clock(Date.parse(one.now)));
    const lines = parsed.filter((line) => line !== undefined);
    const received = await replica.receive(lines);
    const log = await replica.store.lines(ALL);
    const verdicts = parsed.map((line, at) => {
      const again = bytes.slice(0, at).some((other) => sameBytes(other, bytes[at]!));
      return again && received.known > 0 ? "known" : line ? verdict(line, log, received) : "unread";
    });
    assert.deepEqual(verdicts, one.expect, `${one.name} ${JSON.stringify(received.remarks)}`);
  }
});

function verdict(line: Line, log: LineRow[], { remarks }: Received): string {
  const isThis = (one: { replica: string; seq: number }) =>
    one.replica === line.replica && one.seq === line.seq;
  const row = log.find(({ dot, body }) => isThis(dot) && sameBytes(body!, line.body));
  if (row) {
    return row.fault === undefined ? "good" : "void";
  }
  const remark = remarks.find((one) => isThis(one) && ["held", "forged"].includes(one.kind));
  return remark?.kind ?? "dropped";
}

interface RecordCase {
  name: string;
  charter: string;
  record: [type: string, id: string];
  lines: Record<string, string>;
  orders: string[][];
  live: Record<string, [string, Value][]>;
  view: { exists: boolean; open: boolean; values: Value; standing: Record<string, string> };
}

test("every order leads to the same record", async () => {
  for (const one of vectors<RecordCase>("records.json")) {
    for (const order of one.orders) {
      const replica = await openReplica(utf8(one.charter));
      for (const name of order) {
        await replica.receive([parseLine(utf8(one.lines[name]!))]);
      }
      await checkRecord(one, replica);
    }
  }
});

async function checkRecord(one: RecordCase, replica: Replica): Promise<void> {
  const [type, id] = one.record;
  const view = replica.state.view({ type, id })!;
  assert.deepEqual(await liveIn(one, replica), one.live, one.name);
  assert.ok(same(valuesOf(view), one.view.values), one.name);
  assert.equal(view.exists, one.view.exists, one.name);
  assert.equal(openIn(view).length > 0, one.view.open, one.name);
  const standing = [...view.properties]
    .filter(([, property]) => property.standing !== "agreed")
    .map(([name, property]) => [name, property.standing]);
  assert.deepEqual(Object.fromEntries(standing), one.view.standing, one.name);
}

async function liveIn(one: RecordCase, replica: Replica): Promise<object> {
  const names = new Map(
    Object.entries(one.lines).map(([name, line]) => [line.split("\t")[1], name]),
  );
  const log = await replica.store.lines(ALL);
  const nameOf = new Map(log.map((row) => [dotText(row.dot), names.get(fromUtf8(row.body!))]));
  const [type, id] = one.record;
  const live = [...replica.state.live({ type, id })!];
  return Object.fromEntries(
    live
      .sort(([left], [right]) => compareKeys(left, right))
      .map(([key, entries]) => {
        const { kind, property, element } = registerOf(key);
        const sign = { presence: "", plain: "", total: "+", element: "=" }[kind];
        const told = entries.map((entry) => [nameOf.get(dotText(entry.dot)), entry.value]);
        return [property + sign + element, told];
      }),
  );
}
