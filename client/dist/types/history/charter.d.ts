import { type Bytes } from "../value/bytes.ts";
import { type SpaceId } from "../value/ids.ts";
import type { Fields, Value } from "../value/value.ts";
export interface Charter {
    nonce: string;
    owner: Bytes;
    posts: boolean;
    write: "any" | "granted";
    /** The space that it makes. */
    space: SpaceId;
    /** Its bytes: canonical JSON. */
    json: string;
}
/** A statement, signed with the owner key, that lets a replica's key write records of some types. */
export interface Grant {
    replica: string;
    sig: string;
    space: SpaceId;
    types: string[];
}
export declare function parseCharter(json: Uint8Array): Charter;
/** The bytes of the charter of a new space without posts, in which anybody may write. */
export declare function newCharter(nonce: Uint8Array, owner: Uint8Array): Bytes;
/** Reads the grant in a header. */
export declare function parseGrant(value: Value): Grant;
/** A grant as JSON, keys in canonical order. */
export declare function grantFields(grant: Grant): Fields;
/** Its bytes, as they enter the chain. */
export declare function grantBytes(grant: Grant | undefined): Bytes;
/** What its signature covers. */
export declare function grantMessage(grant: Grant): Bytes;
/** True if it lets its replica change records of `type`. */
export declare function allows(grant: Grant, type: string): boolean;
