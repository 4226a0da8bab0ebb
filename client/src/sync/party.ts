// A store that takes part in a round, and how far it is known.

import { Failure, type Listing, type Put, type Store } from "./store.ts";
import { nameOf, type SyncObject } from "./object.ts";
import type { Known, Notes } from "./notes.ts";
import type { Counted, List } from "./settle.ts";

/** What is sent at once: so many objects, and about so many characters. */
const MOST_OBJECTS = 500;
const MOST_CHARACTERS = 1_000_000;

/** Somebody else wrote to a store in between; the round begins anew. */
export class Overtaken extends Error {}

export class Party implements List {
  objects: readonly Counted[] = [];
  /** Why it no longer takes part. */
  failure: Failure | undefined;
  known: Known;
  /** How far it was read; kept when the app has got it. */
  reached: Partial<Known> = {};
  /** How far the app knew it when the round began. */
  readonly position: number;

  constructor(
    readonly hub: string,
    readonly store: Store,
    private readonly notes: Notes,
    /** It is not to be asked now. */
    private readonly resting: boolean,
  ) {
    const fresh = { collection: "", position: 0, given: {} };
    this.known = notes.known(store.address) ?? fresh;
    this.position = this.known.position;
  }

  get address(): string {
    return this.store.address;
  }

  /** Takes part in the round. */
  get stands(): boolean {
    return !this.resting && this.failure === undefined;
  }

  /** Reads what the app, or one of the others, has not got yet. */
  async read(others: readonly Party[]): Promise<Listing> {
    const given = others.map((other) => this.givenTo(other));
    const listing = await this.store.read(
      Math.min(this.known.position, ...given),
      this.known.collection,
    );
    const position = Math.max(listing.until, this.known.position);
    this.objects = listing.objects;
    this.reached = { collection: listing.collection, position };
    return listing;
  }

  /** Up to where another has everything that is here. */
  givenTo(other: Party): number {
    return this.known.given[other.address] ?? 0;
  }

  keep(change: Partial<Known>): void {
    this.known = { ...this.known, ...change };
    this.notes.keep(this.address, this.known);
  }

  /** Sends objects; gives them as they stand there, blobs with their addresses. */
  async put(objects: readonly SyncObject[]): Promise<SyncObject[]> {
    const sent: SyncObject[] = [];
    for (const batch of batches(objects)) {
      const { position: since, collection } = this.known;
      const put: Put = await this.store.put(batch, { since, collection });
      if (!put.written) {
        throw new Overtaken("somebody else wrote in between");
      }
      this.keep({ position: put.until });
      sent.push(...batch.map((object) => placed(object, put.hrefs.get(nameOf(object)))));
    }
    return sent;
  }
}

/** An object whose blob stands at an address now. */
function placed(object: SyncObject, href: string | undefined): SyncObject {
  return object.blob === undefined || href === undefined
    ? object
    : { ...object, blob: { content_type: object.blob.content_type, href } };
}

function* batches(objects: readonly SyncObject[]): Generator<SyncObject[]> {
  let batch: SyncObject[] = [];
  let characters = 0;
  for (const object of objects) {
    const more = JSON.stringify(object).length;
    const full = batch.length === MOST_OBJECTS || characters + more > MOST_CHARACTERS;
    if (full && batch.length > 0) {
      yield batch;
      [batch, characters] = [[], 0];
    }
    batch.push(object);
    characters += more;
  }
  if (batch.length > 0) {
    yield batch;
  }
}
