// Who owns a space, who may write in it (spec/encoding.md, C).

import { type Bytes, concat, fromBase64url, toBase64url } from "../value/bytes.ts";
import { bytesOf, parseSpaceId, spaceOf, type SpaceId } from "../value/ids.ts";
import { canonical } from "../value/json.ts";
import { refuse } from "../value/malformed.ts";
import { fromUtf8, utf8 } from "../value/text.ts";
import type { Fields, Value } from "../value/value.ts";
import { parseShape, Shape, text } from "./shape.ts";

const NONCE_BYTES = 16;
const KEY_BYTES = 32;

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

export function parseCharter(json: Uint8Array): Charter {
  const shape = parseShape("charter", json);
  shape.onlyKeys("nonce", "owner", "posts", "v", "write");
  const write = shape.text("write");
  if (shape.integer("v") !== 1 || (write !== "any" && write !== "granted")) {
    return refuse("this charter has another v or write than are known");
  }
  const nonce = shape.text("nonce");
  bytesOf(nonce, NONCE_BYTES);
  const owner = bytesOf(shape.text("owner"), KEY_BYTES);
  const posts = shape.flag("posts");
  const shown = fromUtf8(json);
  if (canonical(shape.fields) !== shown) {
    refuse("the charter is not canonical JSON");
  }
  return { nonce, owner, posts, write, space: spaceOf(json), json: shown };
}

/** The bytes of the charter of a new space without posts, in which anybody may write. */
export function newCharter(nonce: Uint8Array, owner: Uint8Array): Bytes {
  const fields = { nonce: toBase64url(nonce), owner: toBase64url(owner), posts: false, v: 1 };
  return utf8(canonical({ ...fields, write: "any" }));
}

/** Reads the grant in a header. */
export function parseGrant(value: Value): Grant {
  const shape = new Shape("grant", value);
  shape.onlyKeys("replica", "sig", "space", "types", "v");
  if (shape.integer("v") !== 1) {
    refuse("this grant has another v than 1");
  }
  const types = shape.items("types").map((type) => text("a type", type));
  const grant = {
    replica: shape.text("replica"),
    sig: shape.text("sig"),
    space: parseSpaceId(shape.text("space")),
    types: types.length > 0 ? types : refuse("a grant names at least one type, or *"),
  };
  bytesOf(grant.replica, KEY_BYTES);
  fromBase64url(grant.sig);
  return grant;
}

/** A grant as JSON, keys in canonical order. */
export function grantFields(grant: Grant): Fields {
  return { replica: grant.replica, sig: grant.sig, space: grant.space, types: grant.types, v: 1 };
}

/** Its bytes, as they enter the chain. */
export function grantBytes(grant: Grant | undefined): Bytes {
  return utf8(grant ? canonical(grantFields(grant)) : "");
}

/** What its signature covers. */
export function grantMessage(grant: Grant): Bytes {
  const { sig, ...rest } = grantFields(grant);
  void sig;
  return concat(utf8("skein/1 grant"), utf8(canonical(rest)));
}

/** True if it lets its replica change records of `type`. */
export function allows(grant: Grant, type: string): boolean {
  return grant.types.includes("*") || grant.types.includes(type);
}
