// What an app and a hub hand each other, and what must be right about it before it is sent.

import { fromJson, type Json } from "./json.ts";

/** A picture or the like of an object: `data`, in base64, on its way to a hub, `href` when it is
 * there. */
export interface BlobPart {
  content_type: string;
  data?: string;
  href?: string;
}

/** An object of an app, named by type and id. `expires`: in seconds since 1970; `deleted`: it is a
 * tombstone, and has neither data nor blob. */
export interface SyncObject {
  type: string;
  id: string;
  expires?: number;
  data?: unknown;
  deleted?: true;
  blob?: BlobPart;
}

/** An object, and what is wrong with it. */
export interface ObjectError {
  object: unknown;
  error: string;
}

const KEYS = new Set(["type", "id", "expires", "data", "deleted", "blob"]);
const BLOB_KEYS = new Set(["href", "data", "content_type"]);

/** The name of a blob at a hub ends with so many characters of the hash of its content. */
const HASH_CHARACTERS = 22;

export function nameOf(object: SyncObject): string {
  return JSON.stringify([object.type, object.id ?? contentOf(object)]);
}

/** The same text for all objects that say the same, whichever hub they come from. */
export function contentOf(object: SyncObject): string {
  const { blob } = object;
  const hash = blob?.href?.slice(-HASH_CHARACTERS);
  const same = hash === undefined ? object : { ...object, blob: [blob?.content_type, hash] };
  return JSON.stringify(inOrder(same));
}

/** The same value with the keys of its objects in order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, inOrder(part)]));
}

/** What is wrong with objects that are to be sent. */
export function errorsOf(objects: readonly SyncObject[]): ObjectError[] {
  const names = new Set<string>();
  const errors: ObjectError[] = [];
  for (const object of objects) {
    const error = errorOf(object) ?? (names.has(nameOf(object)) ? "it is there twice" : undefined);
    if (error !== undefined) {
      errors.push({ object, error });
    } else {
      names.add(nameOf(object));
    }
  }
  return errors;
}

function errorOf(object: unknown): string | undefined {
  const fields = fromJson(object);
  const stranger = Object.keys(fields).find((key) => !KEYS.has(key));
  if (stranger !== undefined) {
    return `an object has no '${stranger}'`;
  }
  if (typeof fields.type !== "string" || typeof fields.id !== "string" || fields.id === "") {
    return "type and id must be texts, and id not the empty one";
  }
  if (fields.deleted === undefined) {
    return fields.blob === undefined ? undefined : blobErrorOf(fromJson(fields.blob));
  }
  const empty = fields.data === undefined && fields.blob === undefined;
  return fields.deleted === true && empty
    ? undefined
    : "deleted must be true, and what is deleted has neither data nor blob";
}

function blobErrorOf(blob: Json): string | undefined {
  const stranger = Object.keys(blob).find((key) => !BLOB_KEYS.has(key));
  if (stranger !== undefined) {
    return `a blob has no '${stranger}'`;
  }
  if (typeof blob.content_type !== "string") {
    return "a blob needs its content_type";
  }
  return typeof blob.data === "string" || typeof blob.href === "string"
    ? undefined
    : "a blob needs data or href";
}
