// The author's door: a space in this browser.

import { assignsOf, type Values } from "./forms.ts";
import { parseGrant } from "./history/charter.ts";
import { openIn, type RecordView, valuesOf } from "./merge/view.ts";
import { type Query, select } from "./query/query.ts";
import type { RecordKey } from "./record/change.ts";
import type { Dot } from "./record/dot.ts";
import { dotsOf, type Entry } from "./record/entry.ts";
import { PRESENCE } from "./record/register.ts";
import type { Edit, Outcome } from "./replica/edit.ts";
import type { Replica } from "./replica/replica.ts";
import { type BlobReference, hashOfBlob } from "./transport/blobs.ts";
import type { SyncState } from "./transport/keeper.ts";
import { timeText } from "./value/time.ts";
import { newId } from "./value/uuid.ts";
import { distinct, type Fields, same, type Value } from "./value/value.ts";

/** A record as it was read. Who changes it with this in hand replaces what stood here, and nothing
 * that came since. */
export interface Item {
  type: string;
  id: string;
  values: Fields;
  /** The properties in open conflict, `_deleted` for the question whether the record is there. */
  open: string[];
  /** The changes whose values stood there. */
  seen: Dot[];
}

/** A record to be changed: as it was read, or by its name alone, over all that stands. */
export interface Target {
  type: string;
  id: string;
  seen?: Dot[];
}

/** One side of a conflict. `shown`: what everybody sees until somebody decides. */
export interface Candidate {
  value: Value;
  shown: boolean;
  time: string;
  replica: string;
}

export interface Conflict {
  item: Item;
  property: string;
  candidates: Candidate[];
}

/** What is to be changed together. `note`: why, for the history. */
export interface ChangeOptions {
  note?: string;
}

/** A change was not made; `reasons` are sentences. Nothing of it was written. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly reasons: string[]) {
    super(reasons.join("; "));
  }
}

/** A changeset that was made, to be undone by. */
export type Made = Dot;

export interface SpaceParts {
  replica: Replica;
  author: string;
  fetchBlob(reference: BlobReference): Promise<Blob | undefined>;
  state(): SyncState | undefined;
  onState(told: (state: SyncState) => void): () => void;
  retry(token: string | undefined): void;
  close(): Promise<void>;
}

export class Space {
  constructor(private readonly parts: SpaceParts) {}

  /** The id of the space, 40 hex digits. */
  get id(): string {
    return this.parts.replica.state.charter.space;
  }

  /** The public key under which this browser writes: what a grant is for. */
  get key(): string {
    return this.parts.replica.state.head.identity.origin.key;
  }

  /** Takes the grant that a space needs where only granted replicas write; before anything is
   * written here. */
  async adopt(grant: Fields): Promise<void> {
    const { replica } = this.parts;
    const { identity } = replica.state.head;
    if (replica.ownSeq > 0) {
      throw new Refused(["this browser has written already, without this grant"]);
    }
    const origin = { ...identity.origin, grant: parseGrant(grant) };
    await replica.adopt({ ...identity, origin });
  }

  /** Makes a record; gives its name. */
  async create(type: string, values: Values, { id }: { id?: string } = {}): Promise<Target> {
    const key = { type, id: id ?? newId(this.parts.replica.nowMillis()) };
    await this.change([{ op: "create", key, assigns: assignsOf(values) }]);
    return key;
  }

  /** Changes properties of a record; nothing, if all of them stand as wanted. */
  update(target: Target, values: Values): Promise<Made | undefined> {
    return this.change([{ ...editOf(target), op: "update", assigns: assignsOf(values) }]);
  }

  /** Deletes a record; its history stays. */
  remove(target: Target): Promise<Made | undefined> {
    return this.change([{ ...editOf(target), op: "delete" }]);
  }

  /** Makes several changes at once: all or none of them are made, and seen, anywhere. */
  async change(edits: Edit[], { note }: ChangeOptions = {}): Promise<Made | undefined> {
    const { replica, author } = this.parts;
    return made(await replica.commit({ author, edits, ...(note !== undefined && { note }) }));
  }

  /** Takes a changeset back by a new one. */
  async undo(changeset: Made): Promise<Made | undefined> {
    const { replica, author } = this.parts;
    return made(await replica.commit({ author, undoes: changeset }));
  }

  /** A record, if it is there. */
  get({ type, id }: RecordKey): Item | undefined {
    const view = this.parts.replica.state.view({ type, id });
    return view?.exists ? this.item(view) : undefined;
  }

  query(query: Query): Item[] {
    const views = this.parts.replica.state.views(query.type);
    return select(views, query).map((view) => this.item(view));
  }

  /** Gives what a query finds, now and whenever that may have changed, until the function that it
   * returns is called. */
  watch(query: Query, told: (items: Item[]) => void): () => void {
    let waits = false;
    const tell = () => {
      waits = false;
      if (!stopped) {
        told(this.query(query));
      }
    };
    let stopped = false;
    const unwatch = this.parts.replica.watch((changed) => {
      const concerns = changed.some(({ type }) => type === query.type || type === "_type");
      if (concerns && !waits) {
        waits = true;
        queueMicrotask(tell);
      }
    });
    tell();
    return () => {
      stopped = true;
      unwatch();
    };
  }

  /** All open conflicts. */
  conflicts(): Conflict[] {
    const { state } = this.parts.replica;
    return state
      .types()
      .flatMap((type) => state.views(type))
      .flatMap((view) => this.conflictsOf(view));
  }

  private conflictsOf(view: RecordView): Conflict[] {
    const open = openIn(view);
    const item = open.length > 0 ? this.item(view) : undefined;
    return open.map((property) => {
      const shown = property === PRESENCE.property ? view.presence : view.properties.get(property)!;
      const candidates = candidatesOf(shown.entries, shown.value);
      return { item: item!, property, candidates };
    });
  }

  /** Settles a conflict for everybody. For `_deleted` the value is true or false. */
  resolve({ item, property }: Conflict, value: Value): Promise<Made | undefined> {
    const edit = editOf(item);
    if (property !== PRESENCE.property) {
      return this.update(item, { [property]: value });
    }
    const kept: Edit = { ...edit, op: "update", assigns: [], keeps: true };
    return this.change([value === true ? { ...edit, op: "delete" } : kept]);
  }

  private item(view: RecordView): Item {
    const entries = [...this.parts.replica.state.live(view.key)!.values()].flat();
    return {
      ...view.key,
      values: valuesOf(view),
      open: openIn(view),
      seen: dotsOf(entries),
    };
  }

  /** Keeps an attachment; gives what a property is to hold that refers to it. */
  async attach(blob: Blob): Promise<BlobReference> {
    const sha = await hashOfBlob(blob);
    await this.parts.replica.store.putBlob({ sha, blob, at: [] });
    return { $blob: sha, type: blob.type, size: blob.size };
  }

  /** An attachment, from here or from the peer; nothing if neither has it. */
  async blob(reference: BlobReference): Promise<Blob | undefined> {
    const row = await this.parts.replica.store.blob(reference.$blob);
    return row?.blob ?? this.parts.fetchBlob(reference);
  }

  /** How the space stands with the one it is synchronised with; nothing if there is none. */
  get state(): SyncState | undefined {
    return this.parts.state();
  }

  /** Tells how it stands, now and whenever that changes, until the function it returns is called.
   * */
  onState(told: (state: SyncState) => void): () => void {
    return this.parts.onState(told);
  }

  /** Tries to synchronise now, after signing in with another token. */
  retry(token?: string): void {
    this.parts.retry(token);
  }

  /** Lets go of the space in this tab. */
  close(): Promise<void> {
    return this.parts.close();
  }
}

function editOf({ type, id, seen }: Target) {
  return { key: { type, id }, ...(seen && { saw: seen }) };
}

function made(outcome: Outcome): Made | undefined {
  if (outcome.result === "refused") {
    throw new Refused(outcome.reasons);
  }
  return outcome.result === "committed" ? outcome.dot : undefined;
}

/** The distinct values, each with the last change that wrote it. */
function candidatesOf(entries: readonly Entry[], shown: Value): Candidate[] {
  return distinct(entries.map((entry) => entry.value)).map((value) => {
    const { time, dot } = entries.findLast((entry) => same(entry.value, value))!;
    const { replica } = dot;
    return { value, shown: same(value, shown), time: timeText(time), replica };
  });
}
