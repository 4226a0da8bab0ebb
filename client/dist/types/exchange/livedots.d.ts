import { type RecordKey } from "../record/change.ts";
import type { LiveRecord } from "../record/live.ts";
import type { LiveDots } from "../replica/shallow.ts";
export declare function writeLiveDots(key: RecordKey, record: LiveRecord): string;
/** Reads one, without its line feed. */
export declare function readLiveDots(line: Uint8Array): LiveDots;
