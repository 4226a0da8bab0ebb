// The door for apps that keep their own storage: what they see of syncing through hubs.

import { type AppData, asError, called, type Done } from "./app.ts";
import type { Login } from "./door.ts";
import { Ear } from "./ear.ts";
import type { Hub, HubOptions } from "./hub.ts";
import { Hubs } from "./hubs.ts";
import { Notes, type Storage } from "./notes.ts";
import { type Surroundings, REAL, usualSettings } from "./pace.ts";
import { Scheduler, type Waits } from "./scheduler.ts";
import { Service } from "./service.ts";
import { type Auth, authenticated } from "./store.ts";

export interface SyncOptions extends HubOptions {
  /** The last part of the store's path, and of what is remembered here; `bucket` if not said. */
  appName?: string;
  /** Where to remember; localStorage unless said otherwise. */
  storage?: Storage;
  /** What shows who somebody is, where the page has it already. */
  assertion?: string;
}

/** Told when somebody signs in, or is so already, and when nobody is any more. */
export interface Watcher {
  onlogin?(email: string, auth: Auth): void;
  onlogout?(): void;
}

/** What a page has by whom people sign in. */
interface Identity {
  watch(watcher: {
    loggedInUser: string | null;
    onlogin(assertion: string): void;
    onlogout(): void;
  }): void;
  request(): void;
  logout(): void;
}

const OPTIONS = ["serverUrl", "bucket", "appName", "verifyUrl", "storage", "assertion"];

export class Sync {
  /** The address of the hub that the script came from, if it came from one. */
  static baseUrl: string | null = null;

  readonly scheduler: Scheduler;
  readonly service: Service;
  private readonly hubs: Hubs;
  private readonly ear: Ear;
  private readonly notes: Notes;
  private readonly watchers: Watcher[] = [];
  private assertion: string | undefined;
  /** Whom the watchers were told of last. */
  private told: string | undefined;

  constructor(appData: AppData, options: SyncOptions = {}, surroundings: Surroundings = REAL) {
    const stranger = Object.keys(options).find((key) => !OPTIONS.includes(key));
    if (stranger !== undefined) {
      throw new Error(`'${stranger}' is no option of Sync; there are ${OPTIONS.join(", ")}`);
    }
    const appName = options.appName ?? "bucket";
    this.notes = new Notes(options.storage ?? localStorage, `sync::${appName}::`);
    const settings = usualSettings();
    this.hubs = new Hubs(this.notes, { settings, surroundings }, encodeURIComponent(appName));
    this.hubs.offer(this.hubs.place(options, Sync.baseUrl));
    this.scheduler = new Scheduler(settings, surroundings, {
      round: () => this.round(),
      waits: () => this.waits(),
      online: () => this.hubs.all().forEach((hub) => hub.pace.online()),
    });
    this.service = new Service(this.hubs, appData, this.notes, {
      lockName: `sync::${appName}`,
      now: () => surroundings.now(),
      refused: (hub) => this.refused(hub),
      run: () => this.scheduler.run(),
    });
    this.ear = new Ear(
      `sync::${appName}`,
      () => this.hubs.all(),
      () => this.scheduleImmediately(),
    );
    if ("onupdate" in appData) {
      appData.onupdate = () => this.scheduleImmediately();
    }
    this.begin(options.assertion);
  }

  private begin(assertion: string | undefined): void {
    this.assertion = assertion;
    this.told = this.login?.email;
    identity()?.watch({
      loggedInUser: this.login?.email ?? null,
      onlogin: (given) => this.signIn(given),
      onlogout: () => this.forget(),
    });
    if (this.login !== undefined) {
      this.activate();
    }
    const out = this.hubs.all().filter((hub) => hub.login === undefined);
    if (assertion !== undefined) {
      // Whoever cannot sign in is told by `status`, and by the scheduler.
      this.signInAt(out, assertion).catch((error: Error) => this.scheduler.onerror?.(error));
    }
  }

  /** Who signed in: at the first hub that has somebody. */
  private get login(): Login | undefined {
    return this.hubs.all().find((hub) => hub.login !== undefined)?.login;
  }

  /** When all was last in step, in milliseconds since 1970; 0 if never. */
  lastSyncTime(): number {
    return this.notes.read("lastSyncTime") ?? 0;
  }

  /** Syncs regularly from now on. */
  activate(): void {
    this.scheduler.activate();
  }

  /** Syncs no more, until `activate`. */
  deactivate(): void {
    this.scheduler.deactivate();
    this.ear.stop();
  }

  /** What is written by this very page need not be heard of. */
  private async round(): Promise<void> {
    this.ear.stop();
    await this.service.round();
    if (this.scheduler.isActive) {
      this.ear.start();
    }
  }

  /** Back to the usual time between two rounds; what hubs wished so far is forgotten. */
  resetSchedule(): void {
    this.hubs.all().forEach((hub) => hub.pace.reset());
    this.scheduler.resetSchedule();
  }

  scheduleImmediately(): void {
    this.scheduler.scheduleImmediately();
  }

  scheduleSlowly(): void {
    this.scheduler.scheduleSlowly();
  }

  private waits(): Waits {
    const paces = this.hubs.taking().map((hub) => hub.pace);
    return {
      held: paces[0]?.held ?? 0,
      retry: Math.min(...paces.map((pace) => pace.due)),
      poll: Math.max(0, ...paces.map((pace) => pace.poll)),
    };
  }

  /** Tells now, if somebody is signed in, and whenever that changes. */
  watch(watcher: Watcher): void {
    this.watchers.push(watcher);
    const { login } = this;
    if (login !== undefined) {
      watcher.onlogin?.(login.email, login.auth);
    }
  }

  /** Signs in at all hubs. */
  signIn(assertion: string, done: Done = () => {}): void {
    this.assertion = assertion;
    this.signInAt(this.hubs.all(), assertion).then(() => done(), done);
  }

  /** Tries each hub; fails if one refused. */
  private async signInAt(hubs: readonly Hub[], assertion: string): Promise<void> {
    const failures: Error[] = [];
    for (const hub of hubs) {
      try {
        this.welcome(await hub.signIn(assertion));
      } catch (error) {
        const failure = asError(error);
        failures.push(failure);
        this.service.tell({ error: "sign_in", detail: failure.message, hub: hub.address });
      }
    }
    if (failures[0] !== undefined) {
      throw failures[0];
    }
  }

  /** One person at a time: whoever signed in before as somebody else did so no more. */
  private welcome(login: Login): void {
    for (const hub of this.hubs.all()) {
      if (hub.login !== undefined && hub.login.email !== login.email) {
        hub.forgetLogin();
      }
    }
    if (login.email !== this.told) {
      this.told = login.email;
      this.watchers.forEach((watcher) => watcher.onlogin?.(login.email, login.auth));
    }
    this.activate();
    this.scheduleImmediately();
  }

  /** Asks who it is, in the way that the page has for it. */
  request(): void {
    const known = identity();
    if (known === undefined) {
      throw new Error("the page has no navigator.id; give Sync an assertion, or call signIn");
    }
    known.request();
  }

  /** Signs out at all hubs. What is in the app stays there. */
  logout(): void {
    identity()?.logout();
    for (const hub of this.hubs.all()) {
      hub.signOut().catch((error: Error) => {
        this.service.tell({ error: "sign_in", detail: error.message, hub: hub.address });
      });
    }
    this.forget();
  }

  /** Signs in, or out. */
  toggleLogin(): void {
    if (this.login === undefined) {
      this.request();
    } else {
      this.logout();
    }
  }

  private forget(): void {
    this.hubs.all().forEach((hub) => hub.forgetLogin());
    this.deactivate();
    if (this.told !== undefined) {
      this.told = undefined;
      this.watchers.forEach((watcher) => watcher.onlogout?.());
    }
  }

  private refused(hub: Hub): void {
    const detail = "the sign-in is over";
    this.service.tell({ error: "sign_in", detail, hub: hub.address });
    if (this.login === undefined) {
      this.forget();
    }
  }

  /** Forgets how far all is in step: everything is received and sent again. */
  reset(done: Done = () => {}): void {
    this.notes.forgetStores(true);
    this.service.syncNow(done);
  }

  /** The address of a blob, with what shows who asks. */
  authenticateUrl(url: string): string {
    const hub = this.hubs.all().find((one) => url.startsWith(`${one.address}/`));
    return hub?.login === undefined ? url : authenticated(url, hub.login.auth);
  }

  /** The addresses of all hubs that are used. */
  hubAddresses(): string[] {
    return this.hubs.all().map((hub) => hub.address);
  }

  /** Uses one more hub, and copies everything to it. Should that fail, it is tried again. */
  addHub(options: HubOptions & { assertion?: string }, done: Done = () => {}): void {
    const { assertion = this.assertion, ...rest } = options;
    const add = async () => {
      const hub = this.hubs.add(this.hubs.place(rest, Sync.baseUrl));
      if (assertion !== undefined && hub.login === undefined) {
        await this.signInAt([hub], assertion);
      }
      await called((answer) => this.service.syncNow(answer));
    };
    add().then(() => done(), done);
  }

  /** Leaves a hub, when another one has everything; what is there stays there. */
  removeHub(serverUrl: string, done: Done = () => {}): void {
    const remove = async () => {
      const hub = this.used(serverUrl);
      await this.service.leave(hub);
      await hub.signOut();
    };
    remove().then(() => done(), done);
  }

  /** Leaves a hub that will not come back: what the app has is sent to the others. */
  abandonHub(serverUrl: string, done: Done = () => {}): void {
    const abandon = async () => {
      await this.service.abandon(this.used(serverUrl));
      await called((answer) => this.service.syncNow(answer));
    };
    abandon().then(() => done(), done);
  }

  private used(serverUrl: string): Hub {
    const address = serverUrl.replace(/\/+$/, "");
    const hub = this.hubs.find(address);
    if (hub === undefined) {
      throw new Error(`${address} is not used; there are ${this.hubAddresses().join(", ")}`);
    }
    return hub;
  }
}

function identity(): Identity | undefined {
  return (globalThis.navigator as (Navigator & { id?: Identity }) | undefined)?.id;
}
