// When the adapter syncs next, with a clock that stands still and no chance.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Pace, usualSettings, wishesOf } from "../../src/sync/pace.ts";
import { Scheduler } from "../../src/sync/scheduler.ts";

const BEGIN = Date.parse("2026-01-01T00:00:00Z");

let now: number;
let random: number;
let pace: Pace;
let scheduler: Scheduler;
/** How long it waits now, and what for. */
let waiting: { millis: number; work(): void } | undefined;
/** What the hub answers to the next rounds. */
let answer: { status: number; headers: Record<string, string> };
let rounds: number;
/** How long the next round takes that asks no hub, in milliseconds; 0 for one that does. */
let passedOver: number;

beforeEach(() => {
  now = BEGIN;
  random = 0;
  passedOver = 0;
  rounds = 0;
  waiting = undefined;
  answer = { status: 200, headers: {} };
  const settings = usualSettings();
  const surroundings = {
    now: () => now,
    random: () => random,
    after: (millis: number, work: () => void) => {
      waiting = { millis, work };
      return () => {
        waiting = undefined;
      };
    },
  };
  pace = new Pace(settings, surroundings);
  scheduler = new Scheduler(settings, surroundings, {
    round: async () => {
      rounds++;
      if (passedOver > 0) {
        now += passedOver;
        throw new Error("no hub may be asked now");
      }
      const { status, headers } = answer;
      pace.heard(status === 0 ? {} : wishesOf(new Headers(headers), settings, now));
      if (status !== 200) {
        pace.failed(status === 0);
        throw new Error(`${status}`);
      }
      pace.succeeded();
    },
    waits: () => ({ held: pace.held, retry: pace.due, poll: pace.poll }),
    online: () => pace.online(),
  });
  scheduler.activate();
});

/** Lets the hub answer a round; how long is waited then, in seconds. */
async function after(status: number, headers: Record<string, string> = {}): Promise<number> {
  answer = { status, headers };
  await scheduler.run();
  return seconds();
}

const seconds = () => (waiting?.millis ?? NaN) / 1000;

test("the first round is at once, and then one every five minutes", async () => {
  assert.equal(seconds(), 0);
  assert.equal(await after(200), 300);
  random = 0.999;
  assert.ok((await after(200)) > 329, "not all pages at the same time");
});

test("a change makes it soon", async () => {
  await after(200);
  scheduler.scheduleImmediately();
  assert.equal(seconds(), 0.5);
});

test("slowly is once an hour, and resetting goes back", async () => {
  await after(200);
  scheduler.scheduleSlowly();
  assert.equal(seconds(), 3600);
  scheduler.resetSchedule();
  assert.equal(seconds(), 300);
});

test("waits grow while a hub fails, up to an hour, and are short again when it works", async () => {
  assert.equal(await after(500), 600);
  pace.reset();
  const waits = [];
  for (let i = 0; i < 14; i++) {
    waits.push(await after(0));
  }
  assert.deepEqual(waits.slice(0, 3), [600, 900, 1200]);
  assert.equal(waits.at(-1), 3600);
  assert.equal(await after(200), 3600, "the hold stands until it is over");
  pace.reset();
  assert.equal(await after(200), 300);
});

test("Retry-After is obeyed with any status, within bounds", async () => {
  assert.equal(await after(503, { "Retry-After": "700" }), 700);
  assert.equal(await after(503, { "Retry-After": "1" }), 30);
  assert.equal(await after(503, { "Retry-After": "90000" }), 3600);
  const date = new Date(now + 100_000).toUTCString();
  assert.equal(await after(503, { "Retry-After": date }), 100);
  pace.reset();
  assert.equal(await after(200, { "Retry-After": "200" }), 200);
});

test("a Retry-After that makes no sense is none", async () => {
  for (const value of ["NaN", "-5", "0", "500000"]) {
    pace.reset();
    assert.equal(await after(500, { "Retry-After": value }), 600, value);
  }
});

test("a change does not go before Retry-After", async () => {
  await after(503, { "Retry-After": "700" });
  scheduler.scheduleImmediately();
  assert.equal(seconds(), 700);
});

test("a wait that runs out while a round passes the hub over is not forgotten", async () => {
  await after(503, { "Retry-After": "30" });
  passedOver = 31_000;
  await scheduler.run();
  assert.equal(seconds(), 0.5);
  passedOver = 0;
  assert.equal(await after(200), 300);
});

test("X-Sync-Poll-Time is the time between two rounds", async () => {
  assert.equal(await after(200, { "X-Sync-Poll-Time": "400" }), 400);
  assert.equal(await after(200, { "X-Sync-Poll-Time": "60" }), 60);
  scheduler.scheduleSlowly();
  assert.equal(seconds(), 3600);
});

test("online again, what was out of reach is tried, but not what asked to wait", async () => {
  await after(0);
  pace.online();
  assert.equal(pace.held, 0);
  await after(503, { "Retry-After": "700" });
  pace.online();
  assert.equal(pace.held, 700_000);
});

test("deactivated, it waits for nothing, whatever is asked of it", async () => {
  scheduler.deactivate();
  assert.equal(waiting, undefined);
  scheduler.scheduleImmediately();
  await after(200);
  assert.equal(waiting, undefined);
  assert.equal(rounds, 1);
});

test("success and failure are told apart", async () => {
  const told: string[] = [];
  scheduler.onsuccess = () => told.push("well");
  scheduler.onerror = (error) => told.push(error.message);
  await after(503);
  assert.equal(scheduler.lastSuccessfulSync, 0);
  pace.reset();
  await after(200);
  assert.deepEqual(told, ["503", "well"]);
  assert.equal(scheduler.lastSuccessfulSync, now);
});
