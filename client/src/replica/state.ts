// What a replica knows, held in memory: chains, and the live entries of all records. Bodies stay in
// the store. Altered by `install` alone, with what the store has written.

import { parseCharter, type Charter } from "../history/charter.ts";
import { digestOf } from "../history/frontier.ts";
import { ASK } from "../merge/policy.ts";
import { type RecordView, viewOf } from "../merge/view.ts";
import { isSystem, type RecordKey } from "../record/change.ts";
import type { LiveRecord } from "../record/live.ts";
import { NO_SCHEMA, readSchema, schemaKey, TYPE, type TypeSchema } from "../schema/schema.ts";
import { utf8 } from "../value/text.ts";
import { type Branch, Chains } from "./chains.ts";
import { Hashes } from "./hashes.ts";
import { unpackLive } from "./pack.ts";
import type { BranchRow, ChunkRow, Contents, HeadRow, Known, RecordRow } from "./rows.ts";

/** A record as it stands. Its live entries are unpacked when somebody looks at them. */
export class StoredRecord {
  readonly key: RecordKey;
  private packed: string | LiveRecord;
  private view: { schema: TypeSchema; view: RecordView } | undefined;

  constructor(row: RecordRow) {
    const end = row.key.indexOf("\0");
    this.key = { type: row.key.slice(0, end), id: row.key.slice(end + 1) };
    this.packed = row.live;
  }

  get live(): LiveRecord {
    if (typeof this.packed === "string") {
      this.packed = unpackLive(this.packed);
    }
    return this.packed;
  }

  /** What a reader sees, made once for a schema. */
  viewUnder(schema: TypeSchema, lineage: Chains): RecordView {
    if (this.view?.schema !== schema) {
      this.view = { schema, view: viewUnder(this.key, this.live, { schema, lineage }) };
    }
    return this.view.view;
  }
}

/** What a reader sees of a record of a type. */
export function viewUnder(
  key: RecordKey,
  live: LiveRecord,
  { schema, lineage }: { schema: TypeSchema; lineage: Chains },
): RecordView {
  return viewOf(key, live, { policy: (property) => schema.rule(property).policy, lineage });
}

/** What can be read: a state, or a transaction that is under way. */
export interface Reading {
  readonly head: HeadRow;
  readonly chains: Chains;
  live(key: RecordKey): LiveRecord | undefined;
  schema(type: string): TypeSchema;
}

/** The schema of a type from the live entries of its `_type` record. */
export function schemaFrom(
  live: LiveRecord | undefined,
  type: string,
  lineage: Chains,
): TypeSchema {
  return live && !isSystem(type)
    ? readSchema(viewOf(schemaKey(type), live, { policy: () => ASK, lineage }))
    : NO_SCHEMA;
}

export class State implements Reading {
  readonly charter: Charter;
  readonly chains: Chains;
  head: HeadRow;
  private readonly byType = new Map<string, Map<string, StoredRecord>>();
  private readonly schemas = new Map<string, TypeSchema>();

  constructor(contents: Contents) {
    this.charter = parseCharter(utf8(contents.head.charter));
    this.chains = new Chains([]);
    this.head = contents.head;
    this.install(contents);
  }

  /** Takes over what was written; the keys of the records that changed. */
  install({ head, branches, chunks, records }: Contents): RecordKey[] {
    this.head = head;
    branches.forEach((row) => this.chains.put(branchOf(row, this.chains.branch(row.id))));
    chunks.forEach((row) => this.putChunk(row));
    return records.map((row) => this.putRecord(row));
  }

  private putChunk({ branch, chunk, hashes }: ChunkRow): void {
    this.chains.branch(branch)!.hashes.putChunk(chunk, hashes);
  }

  private putRecord(row: RecordRow): RecordKey {
    const stored = new StoredRecord(row);
    const { type, id } = stored.key;
    const ofType = this.byType.get(type) ?? new Map<string, StoredRecord>();
    this.byType.set(type, ofType.set(id, stored));
    if (type === TYPE) {
      this.schemas.delete(id);
    }
    return stored.key;
  }

  /** How far this state goes, for a store to say what is new. */
  known(): Known {
    const heads = [...this.chains.all()].map(({ id, head }) => [id, head] as const);
    return { number: this.head.number, order: this.head.order, heads: new Map(heads) };
  }

  live(key: RecordKey): LiveRecord | undefined {
    return this.byType.get(key.type)?.get(key.id)?.live;
  }

  schema(type: string): TypeSchema {
    const known = this.schemas.get(type);
    if (known) {
      return known;
    }
    const schema = schemaFrom(this.live(schemaKey(type)), type, this.chains);
    this.schemas.set(type, schema);
    return schema;
  }

  view(key: RecordKey): RecordView | undefined {
    const stored = this.byType.get(key.type)?.get(key.id);
    return stored?.viewUnder(this.schema(key.type), this.chains);
  }

  /** All records of a type, deleted ones too. */
  views(type: string): RecordView[] {
    const schema = this.schema(type);
    return this.records(type).map((one) => one.viewUnder(schema, this.chains));
  }

  records(type: string): StoredRecord[] {
    return [...(this.byType.get(type)?.values() ?? [])];
  }

  types(): string[] {
    return [...this.byType.keys()];
  }

  digest(): string {
    return digestOf(this.chains.heads());
  }
}

function branchOf(row: BranchRow, before: Branch | undefined): Branch {
  return { ...row, hashes: before?.hashes ?? new Hashes() };
}
