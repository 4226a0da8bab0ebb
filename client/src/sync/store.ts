// One personal store at one hub, over HTTP, as spec/hub.md has it.

import { fromJson, type Json, numberOf, textOf } from "./json.ts";
import type { SyncObject } from "./object.ts";
import type { Counted } from "./settle.ts";

/** What a hub gives whoever signs in, to be sent with each request. */
export interface Auth {
  query?: string | Record<string, string>;
  headers?: Record<string, string>;
}

/** A hub that refuses, cannot be reached (status 0), or says what nobody understands. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What came of reading: the objects beyond a counter, and how far that goes. `changed`: it is
 * another collection than the one that was known. */
export interface Listing {
  objects: Counted[];
  until: number;
  collection: string;
  changed: boolean;
}

/** What came of writing: the counter of the last object and the new addresses of blobs, by type and
 * id; or somebody else wrote in between. */
export type Put = { written: true; until: number; hrefs: Map<string, string> } | { written: false };

/** How long an answer may take. */
const PATIENCE_MILLIS = 120_000;
const NOT_FOUND = 404;

export class Store {
  constructor(
    readonly address: string,
    private readonly auth: Auth,
    private readonly heard: (headers: Headers) => void,
  ) {}

  /** All objects beyond a counter, in their order. */
  async read(since: number, collection: string): Promise<Listing> {
    const all: Counted[] = [];
    const listing: Listing = { objects: all, until: since, collection, changed: false };
    for (let more = true; more && !listing.changed;) {
      const query = { since: String(listing.until), collection_id: listing.collection };
      const answer = await this.ask("GET", query);
      const objects = countedOf(answer);
      const last = objects.at(-1)?.counter ?? listing.until;
      const reached = Math.max(last, numberOf(answer.until) ?? 0);
      more = answer.incomplete === true && reached > listing.until;
      listing.changed = answer.collection_changed === true;
      listing.until = reached;
      listing.collection = textOf(answer.collection_id) ?? listing.collection;
      all.push(...objects);
    }
    return listing;
  }

  /** Writes objects, unless others came beyond `since`. */
  async put(
    objects: readonly SyncObject[],
    known: { since: number; collection: string },
  ): Promise<Put> {
    const query = { since: String(known.since), collection_id: known.collection };
    const answer = await this.ask("POST", query, JSON.stringify(objects));
    const counters = answer.object_counters;
    if (!Array.isArray(counters) || counters.length !== objects.length) {
      const stale = answer.since_invalid === true || answer.collection_changed === true;
      if (!stale) {
        throw new Failure(200, "the hub did not say where it put the objects");
      }
      return { written: false };
    }
    const until = Math.max(known.since, ...counters.map((counter) => numberOf(counter) ?? 0));
    return { written: true, until, hrefs: hrefsOf(answer) };
  }

  /** Waits until objects come beyond those that are known; false if none came in that time. */
  async hears(
    known: { position: number; collection: string },
    seconds: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { position, collection } = known;
    const query = { since: String(position), collection_id: collection, limit: "1" };
    const address = this.at({ ...query, wait: String(seconds) });
    const either = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLIS)]);
    const answer = await jsonOf(await this.send(address, { signal: either }));
    return countedOf(answer).length > 0 || answer.collection_changed === true;
  }

  /** Deletes the store for everybody. */
  async remove(): Promise<void> {
    await this.ask("POST", { delete: "" }, "[]");
  }

  /** The bytes of a blob of this store, if it is there still. */
  async blob(href: string): Promise<Blob | undefined> {
    try {
      return await (await this.send(new URL(href), {})).blob();
    } catch (error) {
      if (error instanceof Failure && error.status === NOT_FOUND) {
        return undefined;
      }
      throw error;
    }
  }

  private at(query: Record<string, string>): URL {
    const address = new URL(this.address);
    for (const [name, value] of Object.entries(query)) {
      address.searchParams.set(name, value);
    }
    return address;
  }

  private async ask(method: string, query: Record<string, string>, body?: string): Promise<Json> {
    const address = this.at(query);
    // Text, so that the browser need not ask first whether it may send it.
    const headers = body === undefined ? {} : { "Content-Type": "text/plain;charset=UTF-8" };
    const response = await this.send(address, { method, headers, ...(body && { body }) });
    return jsonOf(response);
  }

  private async send(address: URL, request: RequestInit): Promise<Response> {
    const asked = authenticated(address.href, this.auth);
    const headers = { ...request.headers, ...this.auth.headers };
    const response = await reach(asked, { ...request, headers });
    this.heard(response.headers);
    if (!response.ok) {
      throw new Failure(response.status, await reasonOf(response));
    }
    return response;
  }
}

/** An address with what shows who asks. */
export function authenticated(address: string, auth: Auth): string {
  const { query } = auth;
  if (query === undefined) {
    return address;
  }
  const text = typeof query === "string" ? query : new URLSearchParams(query).toString();
  return address + (address.includes("?") ? "&" : "?") + text.replace(/^[?&]/, "");
}

/** Sends a request. What the browser says when nothing came is not fit for anybody. */
export async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLIS);
    return await fetch(address, { cache: "no-store", credentials: "omit", signal, ...request });
  } catch (error) {
    throw new Failure(0, `${new URL(address).origin} cannot be reached: ${String(error)}`);
  }
}

export async function jsonOf(response: Response): Promise<Json> {
  try {
    return fromJson(await response.json());
  } catch (error) {
    throw new Failure(0, `the hub's answer ended early or is no JSON: ${String(error)}`);
  }
}

/** Why a hub refuses: the sentence of its problem details, if it gives one. */
async function reasonOf(response: Response): Promise<string> {
  const isProblem = response.headers.get("Content-Type")?.includes("json") === true;
  const problem = isProblem ? await jsonOf(response) : {};
  return textOf(problem.detail) ?? `the hub answered ${response.status}`;
}

function countedOf(answer: Json): Counted[] {
  if (!Array.isArray(answer.objects)) {
    throw new Failure(200, "the hub's answer holds no objects");
  }
  return answer.objects.map((pair: unknown) => {
    const [counter, object] = Array.isArray(pair) ? pair : [];
    if (typeof counter !== "number" || object === null || typeof object !== "object") {
      throw new Failure(200, "the hub's answer holds something that is no object");
    }
    return { counter, object: object as SyncObject };
  });
}

function hrefsOf(answer: Json): Map<string, string> {
  const hrefs = new Map<string, string>();
  for (const blob of Array.isArray(answer.blobs) ? answer.blobs : []) {
    const { type, id, href } = fromJson(blob);
    hrefs.set(JSON.stringify([type, id]), String(href));
  }
  return hrefs;
}
