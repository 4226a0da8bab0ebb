import { type Charter } from "../history/charter.ts";
import { type RecordView } from "../merge/view.ts";
import { type RecordKey } from "../record/change.ts";
import type { LiveRecord } from "../record/live.ts";
import { type TypeSchema } from "../schema/schema.ts";
import { Chains } from "./chains.ts";
import type { Contents, HeadRow, Known, RecordRow } from "./rows.ts";
/** A record as it stands. Its live entries are unpacked when somebody looks at them. */
export declare class StoredRecord {
    readonly key: RecordKey;
    private packed;
    private view;
    constructor(row: RecordRow);
    get live(): LiveRecord;
    /** What a reader sees, made once for a schema. */
    viewUnder(schema: TypeSchema, lineage: Chains): RecordView;
}
/** What a reader sees of a record of a type. */
export declare function viewUnder(key: RecordKey, live: LiveRecord, { schema, lineage }: {
    schema: TypeSchema;
    lineage: Chains;
}): RecordView;
/** What can be read: a state, or a transaction that is under way. */
export interface Reading {
    readonly head: HeadRow;
    readonly chains: Chains;
    live(key: RecordKey): LiveRecord | undefined;
    schema(type: string): TypeSchema;
}
/** The schema of a type from the live entries of its `_type` record. */
export declare function schemaFrom(live: LiveRecord | undefined, type: string, lineage: Chains): TypeSchema;
export declare class State implements Reading {
    readonly charter: Charter;
    readonly chains: Chains;
    head: HeadRow;
    private readonly byType;
    private readonly schemas;
    constructor(contents: Contents);
    /** Takes over what was written; the keys of the records that changed. */
    install({ head, branches, chunks, records }: Contents): RecordKey[];
    private putChunk;
    private putRecord;
    /** How far this state goes, for a store to say what is new. */
    known(): Known;
    live(key: RecordKey): LiveRecord | undefined;
    schema(type: string): TypeSchema;
    view(key: RecordKey): RecordView | undefined;
    /** All records of a type, deleted ones too. */
    views(type: string): RecordView[];
    records(type: string): StoredRecord[];
    types(): string[];
    digest(): string;
}
