// Runs rounds over all hubs, one at a time in all tabs, and lets hubs come and go.

import { type AppData, asError, called, type Done, type Message } from "./app.ts";
import type { Hub } from "./hub.ts";
import type { Hubs } from "./hubs.ts";
import type { Notes } from "./notes.ts";
import { nameOf, type SyncObject } from "./object.ts";
import { Overtaken, type Party } from "./party.ts";
import { type Ground, Round } from "./round.ts";

/** Somebody else writes all the time: so many tries, then the next round has its turn. */
const MOST_TRIES = 10;

export class Service {
  private readonly ground: Ground;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly hubs: Hubs,
    app: AppData,
    private readonly notes: Notes,
    private readonly outside: {
      lockName: string;
      now(): number;
      /** A hub no longer takes the token. */
      refused(hub: Hub): void;
      run(): Promise<Error | undefined>;
    },
  ) {
    this.ground = { app, notes, tell: (message) => this.tell(message) };
  }

  tell(message: Omit<Message, "timestamp">): void {
    this.ground.app.status?.({ ...message, timestamp: this.outside.now() });
  }

  /** Runs a round now, unless the hubs do not wish to be asked. */
  syncNow(done: Done = () => {}): void {
    void this.outside.run().then((error) => done(error));
  }

  /** Deletes the stores of whoever signed in, for all his devices, and starts over. */
  deleteCollection(reason: string, done: Done = () => {}): void {
    const work = this.alone(async () => {
      for (const hub of this.hubs.all()) {
        const { login } = hub;
        this.tell({ status: "delete_collection", detail: reason, hub: hub.address });
        await (login && hub.store(login).remove());
      }
    });
    work.then(
      () => done(),
      (error: Error) => {
        this.tell({ error: "delete_collection", detail: error.message });
        done(error);
      },
    );
  }

  /** @throws Error unless it is done with all hubs that somebody is signed in at */
  async round(): Promise<void> {
    const parties = await this.alone(() => this.settled());
    const failure = parties.find((party) => party.failure !== undefined)?.failure;
    if (failure !== undefined) {
      throw failure;
    }
    if (!parties.some((party) => party.stands)) {
      throw new Error(
        parties.length === 0 ? "nobody is signed in at the first hub" : "no hub may be asked now",
      );
    }
    this.notes.write("lastSyncTime", this.outside.now());
  }

  /** A round, and another one if others came in between. Gives who took part. */
  private async settled(): Promise<Party[]> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const hubs = this.hubs.taking();
      const parties = hubs.flatMap((hub) => (hub.login ? [hub.party(hub.login)] : []));
      try {
        await new Round(this.ground, parties).run();
        return parties;
      } catch (error) {
        if (!(error instanceof Overtaken)) {
          this.tell({ error: "app", detail: asError(error).message });
          throw error;
        }
      } finally {
        this.learn(hubs, parties);
      }
    }
    throw new Error("others wrote to the store all the time");
  }

  private learn(hubs: Hub[], parties: Party[]): void {
    for (const party of parties) {
      const hub = hubs.find((one) => one.address === party.hub);
      if (hub?.learn(party)) {
        this.outside.refused(hub);
      }
    }
  }

  /** Leaves a hub, when another one has all that was there.
   * @throws Error if that cannot be */
  async leave(hub: Hub): Promise<void> {
    await this.alone(async () => {
      const parties = await this.settled();
      const going = parties.find((party) => party.hub === hub.address);
      const staying = parties.find((party) => party !== going && party.stands);
      if (!going?.stands || staying === undefined) {
        const why = parties.find((party) => party.failure !== undefined)?.failure?.message;
        throw new Error(`no other hub has all that is there: ${why ?? "it cannot be asked now"}`);
      }
      await this.handBlobs(staying);
      this.notes.keep(going.address, undefined);
      this.hubs.leave(hub);
    });
  }

  /** Leaves a hub that will not come back. What the app has is sent to the others; what only that
   * hub had is gone. */
  async abandon(hub: Hub): Promise<void> {
    await this.alone(async () => {
      if (this.hubs.all().length === 1) {
        throw new Error(`${hub.address} is the only hub; add another one first`);
      }
      hub.forgetLogin();
      this.hubs.leave(hub);
      this.notes.forgetStores(true);
    });
  }

  /** Tells the app where all blobs are, when they are going to be elsewhere no more. */
  private async handBlobs(party: Party): Promise<void> {
    const { app } = this.ground;
    const pending = (await called<SyncObject[]>((done) => app.getPendingObjects(done))) ?? [];
    const newer = new Set(pending.map(nameOf));
    const { objects } = await party.store.read(0, party.known.collection);
    const withBlob = objects
      .map(({ object }) => object)
      .filter((object) => object.blob !== undefined && !newer.has(nameOf(object)));
    if (withBlob.length > 0) {
      await called((done) => app.objectsReceived(withBlob, done));
    }
  }

  /** One at a time, in all tabs where the browser has locks, otherwise in this one. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const locks = globalThis.navigator?.locks;
    const { lockName } = this.outside;
    const next = () => (locks ? locks.request(lockName, work) : work());
    const turn = this.last.then(next) as Promise<T>;
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
