import assert from "node:assert/strict";
import { test } from "node:test";
import { Session } from "../../src/exchange/session.ts";
import { valuesOf } from "../../src/merge/view.ts";
import type { Edit } from "../../src/replica/edit.ts";
import { newSpace, type Replica } from "../../src/replica/replica.ts";
import type { Value } from "../../src/value/value.ts";
import { utf8 } from "../../src/value/text.ts";
import { openReplica } from "./replicas.ts";

async function replicas(count: number): Promise<Replica[]> {
  const { charter } = await newSpace();
  return Promise.all(Array.from({ length: count }, () => openReplica(new Uint8Array(charter))));
}

async function write(replica: Replica, ...edits: Edit[]): Promise<void> {
  const outcome = await replica.commit({ author: "ann", edits });
  assert.equal(outcome.result, "committed", JSON.stringify(outcome));
}

function note(id: string, values: Record<string, Value>): Edit {
  const assigns = Object.entries(values).map(([property, value]) => {
    return { form: "set" as const, property, value };
  });
  return { op: "create", key: { type: "note", id }, assigns };
}

function set(id: string, property: string, value: Value): Edit {
  return { op: "update", key: { type: "note", id }, assigns: [{ form: "set", property, value }] };
}

/** Lets one replica pull from another, message by message. */
async function pull(to: Replica, from: Replica, shallow = false): Promise<Session> {
  const pulling = Session.pull(to, { shallow });
  const serving = Session.serve(from);
  let messages = pulling.opening();
  for (let turn = 0; messages.length > 0; turn++) {
    const [side, next] = [turn % 2 === 0 ? serving : pulling, []];
    const answers: Awaited<ReturnType<Session["receive"]>> = next;
    for (const message of messages) {
      answers.push(...(await side.receive(message)));
    }
    messages = answers;
  }
  assert.notEqual(pulling.ending.ending, "open");
  return pulling;
}

const ID = { type: "note", id: "1" };

function shown(replica: Replica): Value {
  return valuesOf(replica.state.view(ID)!);
}

for (const shallow of [false, true]) {
  const how = shallow ? "without history" : "with history";

  test(`two replicas that pull from each other show the same, ${how}`, async () => {
    const [one, other] = (await replicas(2)) as [Replica, Replica];
    await write(one, note("1", { text: "first", size: 1 }));
    assert.equal((await pull(other, one, shallow)).ending.ending, "complete");
    await write(other, set("1", "text", "second"));
    await write(one, set("1", "size", 2));
    await pull(one, other, shallow);
    await pull(other, one, shallow);
    assert.deepEqual(shown(one), { text: "second", size: 2 });
    assert.deepEqual(shown(other), shown(one));
    assert.equal(one.state.digest(), other.state.digest());
    assert.equal((await pull(one, other, shallow)).ending.ending, "same");
  });

  test(`many lines travel in many pages, ${how}`, async () => {
    const [one, other] = (await replicas(2)) as [Replica, Replica];
    const ids = Array.from({ length: 3000 }, (_, at) => String(at));
    await Promise.all(ids.map((id) => write(one, note(id, { text: id }))));
    const { pulled } = await pull(other, one, shallow);
    assert.equal(pulled?.integrated, 3000);
    assert.equal(other.state.records("note").length, 3000);
    assert.equal(one.state.digest(), other.state.digest());
  });
}

test("edits made apart are in conflict, and a decision settles it for both", async () => {
  const [one, other] = (await replicas(2)) as [Replica, Replica];
  await write(one, note("1", { text: "first" }));
  await pull(other, one);
  await write(one, set("1", "text", "ours"));
  await write(other, set("1", "text", "theirs"));
  await pull(one, other);
  await pull(other, one);
  assert.equal(one.state.view(ID)!.properties.get("text")!.standing, "open");
  await write(other, set("1", "text", "both"));
  await pull(one, other);
  assert.deepEqual(shown(one), { text: "both" });
  assert.equal(one.state.view(ID)!.properties.get("text")!.standing, "agreed");
});

test("an undo writes back what was replaced", async () => {
  const [one] = (await replicas(1)) as [Replica];
  await write(one, note("1", { text: "first" }));
  const outcome = await one.commit({ author: "ann", edits: [set("1", "text", "second")] });
  assert.ok(outcome.result === "committed");
  await one.commit({ author: "ann", undoes: outcome.dot });
  assert.deepEqual(shown(one), { text: "first" });
});

test("what is no message is refused", async () => {
  const [one] = (await replicas(1)) as [Replica];
  for (const text of [
    "",
    "{}\n",
    '{"n":0,"message":"nod"}\n',
    '{"n":0,"message":"done"}\n',
    "x\n",
  ]) {
    const session = Session.serve(one);
    const [answer] = await session.receive(utf8(text));
    assert.match(new TextDecoder().decode(answer), /"message":"refuse"/, text);
    assert.equal(session.ending.ending, "failed");
  }
});
