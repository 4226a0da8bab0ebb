// A hub as the page knows it: where it is, who signed in there, how often it may be asked.

import { type Login, signIn } from "./door.ts";
import type { Notes } from "./notes.ts";
import { type Surroundings, Pace, type Settings, wishesOf } from "./pace.ts";
import { Party } from "./party.ts";
import { authenticated, reach, Store } from "./store.ts";

/** Where a hub is, as an app says it. */
export interface HubOptions {
  /** The address of the hub, such as `https://hub.example/sync`. */
  serverUrl?: string;
  /** The path of the store there, in which `{domain}` and `{user}` are filled in. */
  bucket?: string;
  /** Where to sign in; below the hub's address unless said otherwise. */
  verifyUrl?: string;
}

/** The same with nothing left open. */
export interface Place {
  address: string;
  bucket: string;
  verifyUrl: string;
}

/** Time, surroundings, and how to use them. */
export interface Timing {
  settings: Settings;
  surroundings: Surroundings;
}

const UNAUTHORIZED = 401;

/** For how long an answer is kept back at most, in seconds. */
const MOST_WAIT = 30;

export class Hub {
  readonly pace: Pace;
  /** For how many seconds it keeps an answer back, if it says so. */
  private wait = 0;

  constructor(
    readonly place: Place,
    private readonly notes: Notes,
    private readonly timing: Timing,
  ) {
    this.pace = new Pace(timing.settings, timing.surroundings);
  }

  get address(): string {
    return this.place.address;
  }

  /** Who signed in here, in this tab or another. */
  get login(): Login | undefined {
    return this.notes.read(this.noteName);
  }

  private get noteName(): string {
    return `authData::${this.address}`;
  }

  async signIn(assertion: string): Promise<Login> {
    const login = await signIn(this.place.verifyUrl, assertion);
    this.notes.belongTo(login.email);
    this.notes.write(this.noteName, login);
    this.pace.reset();
    return login;
  }

  /** Forgets who signed in, and lets the hub end the token. */
  async signOut(): Promise<void> {
    const { login } = this;
    this.forgetLogin();
    if (login !== undefined) {
      const { headers = {} } = login.auth;
      const address = authenticated(`${this.address}/sign-out`, login.auth);
      await reach(address, { method: "POST", headers });
    }
  }

  forgetLogin(): void {
    this.notes.write(this.noteName, undefined);
  }

  /** The store of whoever signed in. */
  store({ email, auth }: Login): Store {
    const path = this.place.bucket
      .replaceAll("{domain}", encodeURIComponent(location.hostname))
      .replaceAll("{user}", encodeURIComponent(email));
    const { settings, surroundings } = this.timing;
    return new Store(`${this.address}/${path}`, auth, (headers) => {
      this.wait = Math.min(Number(headers.get("X-Sync-Wait") ?? 0), MOST_WAIT);
      this.pace.heard(wishesOf(headers, settings, surroundings.now()));
    });
  }

  /** True if it can be waited here for what others write. */
  get keepsBack(): boolean {
    return this.wait > 0 && this.pace.held === 0 && this.login !== undefined;
  }

  /** Waits for what others write; false if there was nothing for a while. */
  async hears(signal: AbortSignal): Promise<boolean> {
    const { login } = this;
    const store = login && this.store(login);
    const known = store && this.notes.known(store.address);
    return known !== undefined && (await store!.hears(known, this.wait, signal));
  }

  party(login: Login): Party {
    return new Party(this.address, this.store(login), this.notes, this.pace.held > 0);
  }

  /** Learns from how a round went. True if the token is not good any more. */
  learn(party: Party): boolean {
    if (party.failure === undefined) {
      if (party.stands) {
        this.pace.succeeded();
      }
      return false;
    }
    const isRefused = party.failure.status === UNAUTHORIZED;
    if (isRefused) {
      this.forgetLogin();
    } else {
      this.pace.failed(party.failure.status === 0);
    }
    return isRefused;
  }
}
