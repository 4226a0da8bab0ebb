import type { TypeSchema } from "../schema/schema.ts";
import type { Assign } from "./edit.ts";
export declare function faultsOf(assigns: Assign[], schema: TypeSchema): string[];
/** The required properties that a create does not give. */
export declare function missing(assigns: Assign[], schema: TypeSchema): string[];
export declare function isGiven(property: string, assigns: Assign[]): boolean;
