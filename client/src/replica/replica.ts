// The one stateful engine: a space as this browser holds it. What it knows is in memory, what it
// has written in its store. Reads never wait; writes take turns with all who share the store.

import { newCharter, parseGrant } from "../history/charter.ts";
import { newKeyPair } from "../history/keys.ts";
import type { Line } from "../history/line.ts";
import type { RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import { toHex } from "../value/bytes.ts";
import type { ReplicaId } from "../value/ids.ts";
import { canonical } from "../value/json.ts";
import { fromUtf8, utf8 } from "../value/text.ts";
import type { Fields } from "../value/value.ts";
import { Committer, retires } from "./committer.ts";
import type { Draft, Outcome } from "./edit.ts";
import { identityOf, Integrator, type Received } from "./integrator.ts";
import { lineOf } from "./outgoing.ts";
import type { Contents, HeadRow, Identity } from "./rows.ts";
import { intake, type ShallowPage } from "./shallow.ts";
import { State } from "./state.ts";
import type { Store, Turns } from "./store.ts";
import { Undoing } from "./undoing.ts";
import { Writing } from "./writing.ts";

/** At most so many drafts are signed and written together. */
const MOST_DRAFTS = 256;

/** Is told which records changed, none if only chains grew; and whether it was written by this
 * replica object, not by another that shares its store. */
export type Watcher = (changed: RecordKey[], here: boolean) => void;

export interface Surroundings {
  store: Store;
  turns: Turns;
  nowMillis(): number;
}

interface Waiting {
  draft: Draft;
  resolve(outcome: Outcome): void;
  reject(reason: unknown): void;
}

/** What a new store begins with. */
export interface Founding {
  charter: Uint8Array;
  identity: Identity;
}

export class Replica {
  private readonly watchers = new Set<Watcher>();
  private waiting: Waiting[] = [];

  private constructor(
    private readonly around: Surroundings,
    readonly state: State,
  ) {}

  /** Opens what the store holds; what `found` gives makes a new replica where there is none. */
  static async open(around: Surroundings, found: () => Promise<Founding>): Promise<Replica> {
    const contents = await around.turns.run(
      async () =>
        (await around.store.load(undefined)) ?? (await begin(around.store, await found())),
    );
    return new Replica(around, new State(contents));
  }

  get store(): Store {
    return this.around.store;
  }

  /** Under which name this replica writes. */
  get replica(): ReplicaId {
    return this.state.head.identity.origin.replica;
  }

  /** The sequence of its last line under that name. */
  get ownSeq(): number {
    return this.state.chains.of(this.replica)[0]?.head ?? 0;
  }

  nowMillis(): number {
    return this.around.nowMillis();
  }

  /** Calls `watcher` after every change, until the function it returns is called. */
  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private install(contents: Contents, here: boolean): void {
    const changed = this.state.install(contents);
    [...this.watchers].forEach((watcher) => watcher(changed, here));
  }

  /** Makes a changeset, and returns when it is on the disk. Drafts that wait for their turn are
   * written together, under one signature. */
  commit(draft: Draft): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ draft, resolve, reject });
      if (this.waiting.length === 1) {
        this.schedule();
      }
    });
  }

  private schedule(): void {
    this.around.turns
      .run(() => this.commitAll())
      .catch((error: unknown) => this.waiting.splice(0).forEach(({ reject }) => reject(error)));
  }

  private async commitAll(): Promise<void> {
    const batch = this.waiting.slice(0, MOST_DRAFTS);
    this.waiting = this.waiting.slice(MOST_DRAFTS);
    if (this.waiting.length > 0) {
      this.schedule();
    }
    try {
      const outcomes = await this.write((writing) => this.commitEach(writing, batch));
      batch.forEach(({ resolve }, at) => resolve(outcomes[at]!));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  private async commitEach(writing: Writing, batch: Waiting[]): Promise<Outcome[]> {
    const retired = await this.hasRetired(writing);
    const committer: Committer = new Committer(writing, this.nowMillis(), retired, (dot, plan) =>
      new Undoing(writing, this.store, committer.ownTip).plan(dot, plan),
    );
    const outcomes: Outcome[] = [];
    for (const { draft } of batch) {
      outcomes.push(await committer.commit(draft));
    }
    await committer.finish();
    return outcomes;
  }

  private async hasRetired(writing: Writing): Promise<boolean> {
    const own = writing.chains.of(writing.head.identity.origin.replica)[0];
    return own !== undefined
      ? retires((await this.store.line({ branch: own.id, seq: own.head }))?.body)
      : false;
  }

  /** Takes in lines from elsewhere, whole groups. */
  receive(lines: Line[]): Promise<Received> {
    return this.around.turns.run(() =>
      this.write(async (writing) => {
        const integrator = new Integrator(writing, this.nowMillis());
        await integrator.take(lines, () => false);
        return integrator.finish();
      }),
    );
  }

  /** Takes in a transfer in which bodies are lacking: all of it or nothing. */
  receiveShallow(pages: ShallowPage[]): Promise<Received> {
    return this.around.turns.run(() =>
      this.write((writing) => intake(writing, pages, this.nowMillis())),
    );
  }

  /** Goes on under another name; the history of the old one stays. */
  adopt(identity: Identity): Promise<void> {
    return this.around.turns.run(() => this.write(async (writing) => writing.renew(identity)));
  }

  /** Takes over what others who share the store have written. */
  refresh(): Promise<void> {
    return this.around.turns.run(() => this.catchUp());
  }

  private async catchUp(): Promise<void> {
    const contents = await this.store.load(this.state.known());
    if (contents && isNews(contents.head, this.state.head)) {
      this.install(contents, false);
    }
  }

  /** One transaction: what `work` throws takes it back. */
  private async write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    await this.catchUp();
    const writing = new Writing(this.state);
    const result = await work(writing);
    const batch = writing.batch();
    if (batch) {
      await this.store.write(batch);
      this.install(batch, true);
    }
    return result;
  }

  /** The line of a changeset, if its body is here. */
  async lineOf(dot: Dot): Promise<Line | undefined> {
    const branch = this.state.chains.branchOf(dot);
    const row = branch && (await this.store.line({ branch: branch.id, seq: dot.seq }));
    return row?.body && lineOf(row, branch!);
  }
}

function isNews(there: HeadRow, here: HeadRow): boolean {
  return (
    there.number !== here.number ||
    there.order !== here.order ||
    there.identity.origin.replica !== here.identity.origin.replica
  );
}

async function begin(store: Store, { charter, identity }: Founding): Promise<Contents> {
  const epoch = toHex(crypto.getRandomValues(new Uint8Array(8)));
  const head = { charter: fromUtf8(charter), epoch, identity, number: 0, order: 0 };
  const contents = { head, branches: [], chunks: [], lines: [], records: [] };
  await store.write(contents);
  return contents;
}

/** What a replica of a space begins with. */
export async function newFounding(charter: Uint8Array): Promise<Founding> {
  return { charter, identity: identityOf(await newKeyPair()) };
}

/** What a replica begins with that is granted the right to write. `ask`: for a grant of its key,
 * with the charter. */
export async function newGranted(ask: (key: string) => Promise<Fields>): Promise<Founding> {
  const { origin, secret } = identityOf(await newKeyPair());
  const { charter, grant } = await ask(origin.key);
  const granted = { ...origin, grant: parseGrant(grant!) };
  return { charter: utf8(canonical(charter!)), identity: { origin: granted, secret } };
}

/** What a new space begins with. Its owner key is thrown away: nobody needs a grant there. */
export async function newSpace(): Promise<Founding> {
  const owner = await newKeyPair();
  return newFounding(newCharter(crypto.getRandomValues(new Uint8Array(16)), owner.publicKey));
}
