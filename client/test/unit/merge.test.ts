import assert from "node:assert/strict";
import { test } from "node:test";
import { show } from "../../src/merge/merge.ts";
import { parsePolicy } from "../../src/merge/policy.ts";
import { compareEntries } from "../../src/record/entry.ts";
import { parseTime } from "../../src/value/time.ts";
import { same, type Value } from "../../src/value/value.ts";
import { vectors } from "./vectors.ts";

interface MergeCase {
  name: string;
  policy: string;
  entries: EntryCase[];
  value: Value;
  standing: string;
}

interface EntryCase {
  replica: string;
  seq: number;
  mark: string;
  time: string;
  value: Value;
  was: string[];
}

function check(one: MergeCase): void {
  const live = one.entries.map(({ time, value, was, ...dot }) => {
    return { dot, time: parseTime(time), value, was, absorbed: [] };
  });
  const shown = show(live.sort(compareEntries), parsePolicy(one.policy));
  assert.equal(shown.standing, one.standing, one.name);
  assert.ok(same(shown.value, one.value), one.name);
}

test("policies choose as the vectors say", () => {
  vectors<MergeCase>("merges.json").forEach(check);
});

test("decisions and knowledge heal as the vectors say", () => {
  vectors<MergeCase>("heals.json").forEach(check);
});
