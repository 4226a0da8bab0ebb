// The same random histories in Java and in TypeScript: lines to the byte, what stands live, what is
// shown, conflicts and votes.
//
//   SKEIN_SEEDS=100-120 client/check --differential

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newCharter } from "../../src/history/charter.ts";
import { Session } from "../../src/exchange/session.ts";
import { compareDots, type Dot, sortedUnique } from "../../src/record/dot.ts";
import type { Draft, Edit } from "../../src/replica/edit.ts";
import type { Replica } from "../../src/replica/replica.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { fromBase64url } from "../../src/value/bytes.ts";
import { canonical } from "../../src/value/json.ts";
import { fromUtf8 } from "../../src/value/text.ts";
import type { Fields, Value } from "../../src/value/value.ts";
import { Chance, editOf, type Present } from "./chance.ts";
import { messagesIn, open, openOver, talk, tell } from "./pair.ts";
import { pairOf, Twin } from "./twin.ts";

const [FIRST = 1, LAST = 12] = (process.env["SKEIN_SEEDS"] ?? "1-12").split("-").map(Number);
const STEPS = 100;
const REPLICAS = 3;
const MOST_REPLICAS = 5;
const START = Date.parse("2026-11-21T12:00:00Z");

let twin: Twin;

before(() => {
  twin = new Twin();
});

after(() => twin.end());

for (let seed = FIRST; seed <= LAST; seed++) {
  test(`a random history is the same in both languages, seed ${seed}`, async () => {
    const history = new History(seed);
    await history.begin();
    for (let step = 0; step < STEPS; step++) {
      await history.step();
    }
    await history.compareAll();
  });
}

class History {
  private readonly chance: Chance;
  private readonly clock = { millis: START };
  private readonly stores: MemoryStore[] = [];
  private readonly replicas: Replica[] = [];
  /** What clients read earlier, by the record. */
  private readonly read = new Map<string, Dot[]>();
  private readonly made: Dot[] = [];
  private names = 0;

  constructor(private readonly seed: number) {
    this.chance = new Chance(seed);
  }

  async begin(): Promise<void> {
    const owner = fromBase64url((await pairOf("owner")).told["key"] as string);
    const nonce = new Uint8Array(16).fill(this.seed & 255);
    const charter = fromUtf8(newCharter(nonce, owner));
    await twin.ask({ do: "space", charter });
    for (let count = 0; count < REPLICAS; count++) {
      const told = { charter, clock: this.clock, name: this.name() };
      const { store, replica } = await open(twin, told);
      this.stores.push(store);
      this.replicas.push(replica);
    }
  }

  private name(): string {
    return `${this.seed} ${this.names++}`;
  }

  private any(): number {
    return this.chance.below(this.replicas.length);
  }

  async step(): Promise<void> {
    this.clock.millis += this.chance.of([0, 1, 1000]);
    switch (this.chance.below(12)) {
      case 0:
      case 1:
      case 2:
        return this.pull();
      case 3:
        return this.chance.once(4) ? this.copy() : this.look();
      case 4:
        return this.undo();
      default:
        return this.write();
    }
  }

  private present(at: number): Present {
    return { exists: (key) => this.replicas[at]!.state.view(key)?.exists ?? false };
  }

  /** A client reads a record, and may come with that later. */
  private async look(): Promise<void> {
    const at = this.any();
    const { key } = editOf(this.chance, this.present(at));
    const live = this.replicas[at]!.state.live(key);
    const dots = [...(live?.values() ?? [])].flat().map((entry) => entry.dot);
    this.read.set(canonical(key as unknown as Fields), sortedUnique(dots, compareDots));
  }

  private async write(): Promise<void> {
    const at = this.any();
    const edits = Array.from({ length: this.chance.once(4) ? 2 : 1 }, () => this.seen(at));
    const note = this.chance.once(5) ? { note: "why\u2028 not" } : {};
    await this.commit(at, { author: this.chance.of(["ann", "", "é"]), edits, ...note });
  }

  /** An edit by somebody who may have read the record some time ago. */
  private seen(at: number): Edit {
    const edit = editOf(this.chance, this.present(at));
    const saw = this.read.get(canonical(edit.key as unknown as Fields));
    const fits = edit.op === "update" || edit.op === "delete";
    return fits && saw && this.chance.once(2) ? { ...edit, saw } : edit;
  }

  private async undo(): Promise<void> {
    if (this.made.length > 0) {
      await this.commit(this.any(), { author: "ann", undoes: this.chance.of(this.made.slice(-8)) });
    }
  }

  private async commit(at: number, draft: Draft): Promise<void> {
    const told = draft as unknown as Fields;
    const there = await twin.ask({ ...this.to("commit", at), draft: told });
    const outcome = await this.replicas[at]!.commit(draft);
    const what = `${canonical(told)} ${canonical(there)} ${JSON.stringify(outcome)}`;
    assert.equal(outcome.result, there["result"], what);
    assert.equal(this.replicas[at]!.state.digest(), there["digest"], what);
    if (outcome.result === "committed") {
      this.made.push(outcome.dot);
    }
  }

  private to(command: string, replica: number): Fields {
    return { do: command, replica, now: this.clock.millis };
  }

  private async pull(): Promise<void> {
    const [to, from] = [this.any(), this.any()];
    const way = this.chance.below(4);
    const shallow = way === 3;
    if (way === 0) {
      // Each language for itself.
      await this.pullHere(to, from);
      await twin.ask({ ...this.to("pull", to), from });
    } else {
      // From Java to here, and the other way round, by messages between the two.
      const serving = await twin.ask({ ...this.to("session", from), role: "serve" });
      await talk(twin, Session.pull(this.replicas[to]!, { shallow }), messagesIn(serving));
      const role = shallow ? "shallow" : "pull";
      const pulling = await twin.ask({ ...this.to("session", to), role });
      await talk(twin, Session.serve(this.replicas[from]!), messagesIn(pulling));
    }
    await this.renew(to);
    await this.compare(to);
  }

  private async pullHere(to: number, from: number): Promise<void> {
    const pulling = Session.pull(this.replicas[to]!, { shallow: false });
    const serving = Session.serve(this.replicas[from]!);
    const messages = pulling.opening().map((message) => ({ message, by: pulling }));
    for (let next = messages.shift(); next; next = messages.shift()) {
      const other = next.by === pulling ? serving : pulling;
      const answers = await other.receive(next.message);
      messages.push(...answers.map((message) => ({ message, by: other })));
    }
  }

  /** Who has met lines of its own takes another name, the same in both languages. */
  private async renew(at: number): Promise<void> {
    const { replica } = await twin.ask(this.to("digest", at));
    const { state } = this.replicas[at]!;
    const own = state.chains.of(state.head.identity.origin.replica);
    if (state.head.identity.origin.replica !== replica || own.length > 1) {
      const { identity, told } = await pairOf(this.name());
      await twin.ask({ ...this.to("adopt", at), ...told });
      await this.replicas[at]!.adopt(identity);
    }
  }

  /** Somebody copies a folder. */
  private async copy(): Promise<void> {
    if (this.replicas.length < MOST_REPLICAS) {
      const from = this.any();
      await twin.ask(this.to("copy", from));
      const store = this.stores[from]!.copy();
      this.stores.push(store);
      const none = () => Promise.reject(new Error("a copy holds its space"));
      this.replicas.push(await openOver(store, this.clock, none));
    }
  }

  private async compare(at: number): Promise<void> {
    const there = await twin.ask(this.to("tell", at));
    const here = await tell(this.replicas[at]!);
    assert.deepEqual(here.log, there["log"], `the log of replica ${at}`);
    assert.deepEqual(byKey(here.records), byKey(there["records"] as Value[]), `replica ${at}`);
  }

  async compareAll(): Promise<void> {
    for (let at = 0; at < this.replicas.length; at++) {
      await this.compare(at);
    }
  }
}

/** Records by their keys, each as canonical JSON. */
function byKey(records: Value[]): string[] {
  return records.map((record) => canonical(record)).sort();
}
