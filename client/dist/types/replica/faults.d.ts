import type { RecordView } from "../merge/view.ts";
import type { TypeSchema } from "../schema/schema.ts";
import type { Assign } from "./edit.ts";
/** `view`: the record as it stands, for an update. */
export declare function faultsOf(assigns: Assign[], schema: TypeSchema, view?: RecordView): string[];
/** The required properties that a create does not give. */
export declare function missing(assigns: Assign[], schema: TypeSchema): string[];
export declare function isGiven(property: string, assigns: Assign[]): boolean;
