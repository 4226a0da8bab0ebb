import type { LiveRecord } from "../record/live.ts";
export declare function packLive(live: LiveRecord): string;
export declare function unpackLive(text: string): LiveRecord;
