import assert from "node:assert/strict";
import { test } from "node:test";
import { valuesOf } from "../../src/merge/view.ts";
import type { Draft } from "../../src/replica/edit.ts";
import { newSpace, Replica } from "../../src/replica/replica.ts";
import type { Batch } from "../../src/replica/rows.ts";
import { OwnTurns } from "../../src/replica/store.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { Clock, NOW, openReplica } from "./replicas.ts";

const KEY = { type: "note", id: "1" };

function setting(op: "create" | "update", value: string): Draft {
  const assigns = [{ form: "set" as const, property: "text", value }];
  return { author: "ann", edits: [{ op, key: KEY, assigns }] };
}

/** A store on a disk that may be full. */
class FullStore extends MemoryStore {
  isFull = false;

  override async write(batch: Batch): Promise<void> {
    if (this.isFull) {
      throw new Error("no room");
    }
    return super.write(batch);
  }
}

async function bytesOfSpace() {
  return new Uint8Array((await newSpace()).charter);
}

test("a change that finds no room leaves no trace, and the next is made", async () => {
  const store = new FullStore();
  const replica = await openReplica(await bytesOfSpace(), new Clock(), store);
  await replica.commit(setting("create", "first"));
  const before = replica.state.digest();
  store.isFull = true;
  await assert.rejects(replica.commit(setting("update", "lost")), /no room/);
  assert.equal(replica.state.digest(), before);
  assert.deepEqual(valuesOf(replica.state.view(KEY)!), { text: "first" });
  store.isFull = false;
  assert.equal((await replica.commit(setting("update", "second"))).result, "committed");
  assert.deepEqual(valuesOf(replica.state.view(KEY)!), { text: "second" });
});

test("two that share a store and take turns are one replica", async () => {
  const store = new MemoryStore();
  const around = { store, turns: new OwnTurns(), nowMillis: () => NOW };
  const one = await Replica.open(around, newSpace);
  const other = await Replica.open(around, () => Promise.reject(new Error("it is there")));
  await one.commit(setting("create", "first"));
  await Promise.all([
    other.commit(setting("update", "second")),
    one.commit(setting("update", "third")),
  ]);
  await Promise.all([one.refresh(), other.refresh()]);
  assert.equal(one.state.digest(), other.state.digest());
  assert.equal(one.ownSeq, 3);
  assert.deepEqual(valuesOf(other.state.view(KEY)!), { text: "third" });
});

test("a clock that is a day behind the own last change refuses to write", async () => {
  const clock = new Clock();
  const replica = await openReplica(await bytesOfSpace(), clock);
  await replica.commit(setting("create", "first"));
  clock.millis -= 86_400_001;
  const outcome = await replica.commit(setting("update", "second"));
  assert.ok(outcome.result === "refused" && /clock/.test(outcome.reasons[0]!));
});

test("what would hide a value is refused", async () => {
  const replica = await openReplica(await bytesOfSpace(), new Clock());
  await replica.commit(setting("create", "first"));
  const put = { form: "put" as const, property: "text", element: "red" };
  const add = { form: "add" as const, property: "text", step: 1 };
  const assigns = [put, add];
  const edit = { op: "update" as const, key: KEY, assigns };
  assert.deepEqual(await replica.commit({ author: "ann", edits: [edit] }), {
    result: "refused",
    reasons: ["text holds what no set has", "text holds what no counter has"],
  });
  assert.deepEqual(valuesOf(replica.state.view(KEY)!), { text: "first" });
});
