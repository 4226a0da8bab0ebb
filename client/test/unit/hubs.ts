// A tiny hub over real HTTP, and an app that keeps its own storage, for tests of the adapter.

import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { AppData, Done, Message } from "../../src/sync/app.ts";
import type { ObjectError, SyncObject } from "../../src/sync/object.ts";

type Answer = { status?: number; headers?: Record<string, string>; json: unknown };

/** What a hub has got, and what it answers. All stores of it are one. */
export class TinyHub {
  objects: [number, SyncObject][] = [];
  collection = "one";
  /** The methods that were asked with, and the bodies that were sent. */
  asked: string[] = [];
  /** What is answered to everything in place of the truth. */
  instead: Answer | undefined;
  /** Runs before a POST is taken. */
  before: (() => void) | undefined;
  /** Closes the connection in place of the answer to the next POST. */
  losesAnswer = false;
  /** The most objects of an answer. */
  limit = 1000;
  private last = 0;
  private readonly blobs = new Map<string, Buffer>();
  private readonly server = http.createServer((request, response) => {
    void this.answer(request, response);
  });

  async start(): Promise<this> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return this;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/sync`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Somebody else writes. */
  write(...objects: SyncObject[]): number[] {
    return objects.map((object) => {
      this.objects = this.objects.filter(([, { type, id }]) => {
        return type !== object.type || id !== object.id;
      });
      this.objects.push([++this.last, this.placed(object)]);
      return this.last;
    });
  }

  private placed(object: SyncObject): SyncObject {
    if (object.blob?.data === undefined) {
      return object;
    }
    const { content_type, data } = object.blob;
    const name = `${data.replaceAll(/\W/g, "")}`.padStart(22, "-");
    this.blobs.set(name, Buffer.from(data, "base64url"));
    const href = `${this.address}/app.example/ann/bucket/+static/${name}`;
    return { ...object, blob: { content_type, href } };
  }

  /** Its objects by id, as texts. */
  get texts(): Record<string, unknown> {
    return Object.fromEntries(this.objects.map(([, { id, data }]) => [id, data ?? "deleted"]));
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse) {
    let body = "";
    for await (const part of request) {
      body += part;
    }
    const { pathname, searchParams } = new URL(request.url ?? "", this.address);
    this.asked.push(`${request.method} ${pathname}`);
    const blob = this.blobs.get(pathname.split("/+static/")[1] ?? "");
    if (blob !== undefined) {
      response.end(blob);
      return;
    }
    const asked = { since: Number(searchParams.get("since")), searchParams, body };
    const isPost = request.method === "POST";
    const answer = this.signing(pathname, body) ?? this.instead ?? this.stores(isPost, asked);
    if (isPost && this.losesAnswer && pathname.endsWith("/bucket")) {
      this.losesAnswer = false;
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(JSON.stringify(answer.json));
  }

  private signing(path: string, body: string): Answer | undefined {
    if (path.endsWith("/verify")) {
      const email = new URLSearchParams(body).get("assertion");
      return email === "liar"
        ? { json: { status: "failure", reason: "not true" } }
        : { json: { status: "okay", email, auth: { query: { auth: "token" } } } };
    }
    return path.endsWith("/sign-out") ? { json: {} } : undefined;
  }

  private stores(
    isPost: boolean,
    asked: { since: number; searchParams: URLSearchParams; body: string },
  ): Answer {
    const collection_id = this.collection;
    const known = asked.searchParams.get("collection_id");
    if (asked.searchParams.has("delete")) {
      this.reset("deleted");
      return { json: {} };
    }
    const changed = known !== "" && known !== collection_id;
    if (isPost) {
      this.before?.();
    }
    const beyond = this.objects.filter(([counter]) => changed || counter > asked.since);
    if (isPost && beyond.length === 0 && !changed) {
      const objects = JSON.parse(asked.body) as SyncObject[];
      const object_counters = this.write(...objects);
      const blobs = objects.flatMap(({ type, id, blob }) => {
        const [, there] = this.objects.find(([, one]) => one.type === type && one.id === id)!;
        return blob?.data === undefined ? [] : [{ type, id, href: there.blob?.href }];
      });
      return { json: { object_counters, collection_id, blobs } };
    }
    const objects = beyond.slice(0, this.limit);
    const incomplete = objects.length < beyond.length;
    const flags = { incomplete, collection_changed: changed, since_invalid: isPost };
    return { json: { objects, collection_id, ...flags } };
  }

  /** It is another collection from now on. */
  reset(collection: string): void {
    this.collection = collection;
    this.objects = [];
    this.last = 0;
  }
}

/** An app that keeps its objects in memory. */
export class TinyApp implements AppData {
  objects = new Map<string, SyncObject>();
  pending = new Set<string>();
  received: SyncObject[] = [];
  messages: Message[] = [];
  errors: ObjectError[] = [];
  resets = 0;
  onupdate: (() => void) | null = null;
  /** What `objectsReceived` fails with. */
  failure: Error | undefined;

  write(id: string, data: string | undefined, more: Partial<SyncObject> = {}): void {
    const object: SyncObject = { type: "note", id, ...(data && { data }), ...more };
    this.objects.set(id, object);
    this.pending.add(id);
  }

  remove(id: string): void {
    this.write(id, undefined, { deleted: true });
  }

  /** Its objects by id, as texts. */
  get texts(): Record<string, unknown> {
    const all = [...this.objects.values()];
    return Object.fromEntries(all.map(({ id, data }) => [id, data ?? "deleted"]));
  }

  getPendingObjects(answer: (error: unknown, objects?: SyncObject[]) => void): void {
    answer(
      null,
      [...this.pending].map((id) => this.objects.get(id)!),
    );
  }

  objectsSaved(objects: SyncObject[], done: Done): void {
    for (const object of objects) {
      this.pending.delete(object.id);
      this.objects.set(object.id, object);
    }
    done();
  }

  objectsReceived(objects: SyncObject[], done: Done): void {
    for (const object of objects) {
      this.received.push(object);
      if (!this.pending.has(object.id)) {
        this.objects.set(object.id, object);
      }
    }
    done(this.failure);
  }

  resetSaved(done: Done): void {
    this.resets++;
    this.pending = new Set(this.objects.keys());
    done();
  }

  status(message: Message): void {
    this.messages.push(message);
  }

  reportObjectErrors(errors: ObjectError[]): void {
    this.errors.push(...errors);
  }
}

export class TinyStorage {
  private readonly items = new Map<string, string>();

  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    this.items.set(name, text);
  }

  removeItem(name: string): void {
    this.items.delete(name);
  }
}
