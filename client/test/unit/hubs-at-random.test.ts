// Pages that write at random, sync through two hubs that fail at random, and are opened anew: in
// the end all of them and both hubs have the same, and what only one page wrote is as it wrote it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { called } from "../../src/sync/app.ts";
import { Sync } from "../../src/sync/sync.ts";
import { Chance } from "../differential/chance.ts";
import { TinyApp, TinyHub, TinyStorage } from "./hubs.ts";

const SEEDS = 25;
const STEPS = 40;
const QUIET_ROUNDS = 4;

Object.assign(globalThis, { location: new URL("http://app.example/") });

class Page {
  readonly app = new TinyApp();
  /** What it wrote last to ids of its own. */
  readonly own = new Map<string, unknown>();
  private readonly storage = new TinyStorage();
  private sync: Sync;

  constructor(
    private readonly hubs: readonly TinyHub[],
    readonly name: string,
  ) {
    this.sync = this.opened();
  }

  private opened(): Sync {
    const surroundings = { now: Date.now, random: () => 0, after: () => () => {} };
    const options = { serverUrl: this.hubs[0]!.address, storage: this.storage };
    return new Sync(this.app, options, surroundings);
  }

  async begin(): Promise<void> {
    await called((done) => this.sync.signIn("ann@b.c", done));
    await called((done) => this.sync.addHub({ serverUrl: this.hubs[1]!.address }, done));
  }

  /** As if the page were loaded anew. */
  reopen(): void {
    this.sync = this.opened();
  }

  /** A round; that it fails is no news here. */
  async round(): Promise<unknown> {
    this.sync.resetSchedule();
    return new Promise((resolve) => this.sync.service.syncNow(resolve));
  }

  write(id: string, data: string | undefined): void {
    if (data === undefined) {
      this.app.remove(id);
    } else {
      this.app.write(id, data);
    }
    if (id.startsWith(this.name)) {
      this.own.set(id, data ?? "deleted");
    }
  }
}

/** Lets one thing go wrong at a hub, or nothing any more. */
function disturb(hub: TinyHub, chance: Chance): void {
  hub.instead = undefined;
  switch (chance.below(4)) {
    case 0:
      hub.instead = { status: 500, json: {} };
      break;
    case 1:
      hub.losesAnswer = true;
      break;
    default:
      hub.limit = 1 + chance.below(4);
  }
}

async function play(seed: number): Promise<void> {
  const chance = new Chance(seed);
  const hubs = await Promise.all([new TinyHub().start(), new TinyHub().start()]);
  const pages = ["a", "b", "c"].map((name) => new Page(hubs, name));
  try {
    for (const page of pages) {
      await page.begin();
    }
    for (let step = 0; step < STEPS; step++) {
      const page = chance.of(pages);
      const id = chance.of([page.name, "shared"]) + chance.below(3);
      disturb(chance.of(hubs), chance);
      page.write(id, chance.once(5) ? undefined : `${page.name}${step}`);
      if (chance.once(4)) {
        page.reopen();
      }
      // Another page may write in between.
      await Promise.all([page, chance.of(pages)].map((one) => one.round()));
    }
    for (const hub of hubs) {
      [hub.instead, hub.losesAnswer] = [undefined, false];
    }
    for (let i = 0; i < QUIET_ROUNDS; i++) {
      for (const page of pages) {
        assert.ok(!(await page.round()), "with nothing in its way a round succeeds");
      }
    }
    check(hubs, pages);
  } finally {
    hubs.forEach((hub) => hub.stop());
  }
}

function check(hubs: readonly TinyHub[], pages: readonly Page[]): void {
  const [first, second] = hubs.map(({ texts }) => texts);
  assert.deepEqual(first, second, "both hubs have the same");
  for (const { app, own } of pages) {
    assert.deepEqual(app.texts, first, "a page has what the hubs have");
    for (const [id, data] of own) {
      assert.equal(app.texts[id], data, `${id} is as its only writer left it`);
    }
  }
}

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`seed ${seed}`, () => play(seed));
}
