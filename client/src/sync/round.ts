// One round: reads all stores, brings together what they tell, hands the app what is new, brings
// each store what only others have, and then what the app has pending.
//
// Nothing is lost wherever it is cut short. What is read is handed over before its position is
// kept, and how much of one store another has (`given`) is kept only at the end of a round in which
// neither failed: until then the next round reads it again, and finds that both say the same.

import { type AppData, called, type Message } from "./app.ts";
import type { Notes } from "./notes.ts";
import { contentOf, errorsOf, nameOf, type SyncObject } from "./object.ts";
import { Overtaken, type Party } from "./party.ts";
import { settle, type Settled } from "./settle.ts";
import { Failure } from "./store.ts";
import { toBase64url } from "../value/bytes.ts";

/** The app and what is remembered for it. */
export interface Ground {
  app: AppData;
  notes: Notes;
  tell(message: Omit<Message, "timestamp">): void;
}

export class Round {
  private settled = new Map<string, Settled<Party>>();

  constructor(
    private readonly ground: Ground,
    private readonly parties: readonly Party[],
  ) {}

  /** Ends when it is done with all stores that did not fail.
   * @throws Overtaken if it must begin anew */
  async run(): Promise<void> {
    await this.startOverIfDue();
    await this.each("sync_get", (party) => this.read(party));
    if (this.ground.notes.startsOver) {
      throw new Overtaken("a store is another one than before");
    }
    this.settled = settle(this.standing());
    await this.deliver();
    await this.each("sync_put", (party) => this.relay(party));
    await this.sendPending();
    for (const party of this.standing()) {
      const others = this.standing().filter((other) => other !== party);
      const given = others.map((other) => [other.address, party.known.position]);
      party.keep({ given: { ...party.known.given, ...Object.fromEntries(given) } });
    }
  }

  private standing(): Party[] {
    return this.parties.filter((party) => party.stands);
  }

  /** Does something with one store after the other. What refuses takes part no longer. */
  private async each(
    error: "sync_get" | "sync_put",
    work: (party: Party) => Promise<void>,
  ): Promise<void> {
    for (const party of this.standing()) {
      try {
        await work(party);
      } catch (failure) {
        if (failure instanceof Overtaken) {
          this.ground.tell({ status: "sync_put_precondition_failed", hub: party.hub });
        }
        if (!(failure instanceof Failure)) {
          throw failure;
        }
        party.failure = failure;
        const away = failure.status === 0 && error === "sync_get";
        const detail = failure.message;
        this.ground.tell({ error: away ? "server_get" : error, detail, hub: party.hub });
      }
    }
  }

  /** What counts as saved is not in a store: it was deleted, or somebody else signed in. */
  private async startOverIfDue(): Promise<void> {
    const { notes, app } = this.ground;
    if (notes.startsOver) {
      this.ground.tell({ status: "reset" });
      await called((done) => app.resetSaved(done));
      notes.startsOver = false;
    }
  }

  private async read(party: Party): Promise<void> {
    this.ground.tell({ status: "sync_get", hub: party.hub });
    const others = this.parties.filter((other) => other !== party);
    const listing = await party.read(others.filter((other) => other.stands));
    if (listing.changed) {
      this.ground.notes.startsOver = true;
      for (const other of others) {
        other.keep({ given: { ...other.known.given, [party.address]: 0 } });
      }
      party.keep({ collection: listing.collection, position: 0, given: {} });
    }
  }

  /** Hands the app what it has not got, and what several stores tell differently. */
  private async deliver(): Promise<void> {
    const due = [...this.settled.values()].filter((one) => one.fresh || one.contested.size > 0);
    await this.hand(due.map((one) => one.object));
    for (const party of this.standing()) {
      party.keep(party.reached);
    }
  }

  private async hand(objects: SyncObject[]): Promise<void> {
    if (objects.length > 0) {
      await called((done) => this.ground.app.objectsReceived(objects, done));
    }
  }

  /** Brings a store what only others have. */
  private async relay(party: Party): Promise<void> {
    const lacking = [...this.settled.values()].filter(
      (one) =>
        !one.holders.has(party) &&
        (one.counter > one.from.givenTo(party) || one.contested.has(party)),
    );
    const objects: SyncObject[] = [];
    for (const one of lacking) {
      objects.push(await this.fitFor(party, one.object));
    }
    await party.put(objects);
  }

  /** Sends each store what the app has pending. One is enough for it to count as saved: from there
   * the others get it, if they do not get it now. */
  private async sendPending(): Promise<void> {
    const pending = await this.pending();
    let saved = pending.length === 0;
    await this.each("sync_put", async (party) => {
      const sent = await this.send(party, pending);
      if (!saved) {
        await called((done) => this.ground.app.objectsSaved(sent, done));
        saved = true;
      }
    });
  }

  private async pending(): Promise<SyncObject[]> {
    const { app } = this.ground;
    if (this.standing().length === 0) {
      return [];
    }
    const pending = (await called<SyncObject[]>((done) => app.getPendingObjects(done))) ?? [];
    const errors = errorsOf(pending);
    if (errors.length === 0) {
      return pending;
    }
    app.reportObjectErrors?.(errors);
    const detail = errors.map(({ error }) => error).join("; ");
    this.ground.tell({ error: "sync_put", detail });
    return [];
  }

  /** Sends objects, but for those that stand there just so; gives all as they stand there. */
  private async send(party: Party, pending: readonly SyncObject[]): Promise<SyncObject[]> {
    const there: SyncObject[] = [];
    const lacking: SyncObject[] = [];
    for (const object of pending) {
      const one = this.settled.get(nameOf(object));
      const isThere = one?.holders.has(party) === true && one.content === contentOf(object);
      (isThere ? there : lacking).push(isThere ? object : await this.fitFor(party, object));
    }
    if (lacking.length > 0) {
      this.ground.tell({ status: "sync_put", count: lacking.length, hub: party.hub });
      there.push(...(await party.put(lacking)));
      this.ground.tell({ status: "sync_put_complete", hub: party.hub });
    }
    return there;
  }

  /** An object as a store can take it: a blob that stands at another hub goes with it. */
  private async fitFor(party: Party, object: SyncObject): Promise<SyncObject> {
    const { blob } = object;
    const owner = this.parties.find((other) => blob?.href?.startsWith(`${other.hub}/`));
    if (blob?.href === undefined || blob.data !== undefined || !owner || owner === party) {
      return object;
    }
    const content = await owner.store.blob(blob.href);
    const data = toBase64url(new Uint8Array(await content.arrayBuffer()));
    return { ...object, blob: { content_type: blob.content_type, data } };
  }
}
