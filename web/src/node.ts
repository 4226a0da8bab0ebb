// Asks the node. Every answer that is a no becomes a `Trouble` with the sentence the node gave.

import type { AppLink } from "./applink.ts";
import type { Put } from "./upload.ts";
import type {
  App,
  Conflict,
  Item,
  LogEntry,
  Peer,
  Space,
  SpaceState,
  Synced,
  TypeCount,
  Value,
  Written,
} from "./shapes.ts";

/** A no. `status`: of HTTP, 0 if the node did not answer at all. */
export class Trouble extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The name of a record in a space. */
export interface Name {
  space: string;
  type: string;
  id: string;
}

/** What to search for. `after`: the last local id one has, 0 for the beginning. */
export interface Search {
  where: string[];
  sort: string;
  limit: number;
  after: number;
}

/** Something with the tag that names the state one saw. */
export interface Tagged<T> {
  value: T;
  tag: string;
}

/** What came of a write. `number`: of the changeset in the log, 0 if nothing changed. */
export interface Done {
  number: number;
}

export class Node {
  private readonly token: string;

  constructor(token: string) {
    this.token = token;
  }

  spaces(): Promise<Space[]> {
    return this.get<{ spaces: Space[] }>("/s").then((answer) => answer.spaces);
  }

  space(name: string): Promise<SpaceState> {
    return this.get(path(name));
  }

  types(name: string): Promise<TypeCount[]> {
    return this.get<{ types: TypeCount[] }>(path(name, "types")).then((answer) => answer.types);
  }

  search(space: string, type: string, search: Search) {
    const query = new URLSearchParams(search.where.map((one) => ["where", one]));
    query.set("limit", String(search.limit));
    if (search.sort !== "") {
      query.set("sort", search.sort);
    }
    if (search.after > 0) {
      query.set("after", String(search.after));
    }
    return this.get<{ records: Item[]; after: number | null }>(
      `${path(space, "records", type)}?${query}`,
    );
  }

  async item(name: Name): Promise<Tagged<Item>> {
    const response = await this.ask("GET", `${record("records", name)}?deleted=true`);
    return { value: await response.json(), tag: response.headers.get("ETag") ?? "" };
  }

  history(name: Name): Promise<LogEntry[]> {
    return this.get<{ history: LogEntry[] }>(record("history", name)).then((one) => one.history);
  }

  log(space: string, after: number, limit: number): Promise<LogEntry[]> {
    const query = `?after=${after}&limit=${limit}`;
    return this.get<{ log: LogEntry[] }>(path(space, "log") + query).then((answer) => answer.log);
  }

  /** Makes a record; its id is the node's choice. */
  async create(space: string, type: string, values: { [property: string]: Value }): Promise<Item> {
    const response = await this.ask("POST", path(space, "records", type), { body: values });
    return response.json();
  }

  /** Changes these properties and no others; null unsets. Refused with 412 if the record is no
   * more what `tag` names. */
  change(name: Name, values: { [property: string]: Value }, tag: string): Promise<Done> {
    return this.ask("PATCH", record("records", name), { body: values, tag }).then(done);
  }

  remove(name: Name, tag: string): Promise<Done> {
    return this.ask("DELETE", record("records", name), { tag }).then(done);
  }

  /** The records in open conflict, the first so many. */
  conflicts(space: string, limit: number): Promise<Item[]> {
    return this.get<{ conflicts: Item[] }>(`${path(space, "conflicts")}?limit=${limit}`).then(
      (answer) => answer.conflicts,
    );
  }

  async conflict(name: Name): Promise<Tagged<Conflict>> {
    const response = await this.ask("GET", record("conflicts", name));
    return { value: await response.json(), tag: response.headers.get("ETag") ?? "" };
  }

  /** Decides on a value, for everybody. */
  settle(name: Name, property: string, value: Value, tag: string): Promise<Done> {
    const body = { property, value };
    return this.ask("POST", record("conflicts", name), { body, tag }).then(done);
  }

  /** Takes the changeset with this number in the log back, by a new one. */
  async undo(space: string, number: number): Promise<Written> {
    const response = await this.ask("POST", path(space, "undo"), { body: { number } });
    return response.json();
  }

  peers(space: string): Promise<Peer[]> {
    return this.get<{ peers: Peer[] }>(path(space, "peers")).then((answer) => answer.peers);
  }

  /** Meets a peer now, or all of them. */
  async sync(space: string, peer: string | null): Promise<Synced[]> {
    const body = peer === null ? {} : { peer };
    const response = await this.ask("POST", path(space, "sync"), { body });
    return (await response.json()).peers;
  }

  apps(): Promise<App[]> {
    return this.get<{ apps: App[] }>("/apps").then((answer) => answer.apps);
  }

  async createApp(name: string): Promise<void> {
    await this.ask("POST", "/create_app", { body: { name } });
  }

  async joinApp({ id, peers }: AppLink): Promise<void> {
    await this.ask("POST", `/${id}/join_app`, { body: { peers } });
  }

  async leaveApp(id: string): Promise<void> {
    await this.ask("POST", `/${id}/leave_app`, { body: {} });
  }

  async putFile(app: string, { path, type, content }: Put): Promise<void> {
    const where = `/${app}/${path.split("/").map(encodeURIComponent).join("/")}`;
    await this.ask("PUT", where, { content, headers: { "Content-Type": type } });
  }

  /** The stream of what changes in a space, from where `last` names. */
  async events(space: string, last: string, signal: AbortSignal): Promise<ReadableStream> {
    const headers: Record<string, string> = last === "" ? {} : { "Last-Event-ID": last };
    const response = await this.ask("GET", path(space, "events"), { headers, signal });
    if (response.body === null) {
      throw new Trouble(0, "The node's stream of changes is empty.");
    }
    return response.body;
  }

  private async get<T>(where: string): Promise<T> {
    return (await this.ask("GET", where)).json();
  }

  private async ask(method: string, where: string, more: More = {}): Promise<Response> {
    const headers = new Headers(more.headers);
    headers.set("Authorization", `Bearer ${this.token}`);
    const init: RequestInit = { method, headers, cache: "no-store", credentials: "omit" };
    if (more.body !== undefined) {
      headers.set("Content-Type", "application/json");
      init.body = JSON.stringify(more.body);
    }
    if (more.content !== undefined) {
      init.body = more.content;
    }
    if (more.tag) {
      headers.set("If-Match", more.tag);
    }
    if (more.signal) {
      init.signal = more.signal;
    }
    let response: Response;
    try {
      response = await fetch(where, init);
    } catch (failure) {
      if (more.signal?.aborted) {
        throw failure;
      }
      throw new Trouble(0, "The node does not answer. Is it running? Start it with: skein serve");
    }
    if (!response.ok) {
      throw new Trouble(response.status, await detail(response));
    }
    return response;
  }
}

interface More {
  body?: unknown;
  content?: Blob;
  tag?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

function path(space: string, ...rest: string[]): string {
  return `/s/${[space, ...rest].map(segment).join("/")}`;
}

function record(under: string, name: Name): string {
  return path(name.space, under, name.type, name.id);
}

/** One segment of a path. `.json` at its end is another shape to the node: its dot is escaped. */
export function segment(text: string): string {
  return encodeURIComponent(text).replace(/\.json$/, "%2Ejson");
}

function done(response: Response): Done {
  return { number: Number(response.headers.get("Skein-Number") ?? 0) };
}

async function detail(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const said: unknown = JSON.parse(text).detail;
    if (typeof said === "string" && said !== "") {
      return sentence(said);
    }
  } catch {
    // Not problem details: something that is not the node stands in between.
  }
  return `The node answered ${response.status} ${response.statusText}`.trim();
}

/** With a capital letter unless a name comes first, and a full stop if it has no end. */
export function sentence(text: string): string {
  const first = /^[a-z]+[ ,']/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?)]$/.test(first) ? first : `${first}.`;
}
