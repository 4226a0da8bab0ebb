// Keeps a replica in step with one peer: exchanges by HTTP, then stays connected; comes back after
// a wait whenever that ends. Says how it stands.

import { Session } from "../exchange/session.ts";
import type { Pulled } from "../exchange/pulling.ts";
import type { Replica } from "../replica/replica.ts";
import type { PeerRow } from "../replica/rows.ts";
import { bringBlobs } from "./blobs.ts";
import { talk } from "./http.ts";
import { FULL, type Peer, Unreachable } from "./peer.ts";
import { stay } from "./socket.ts";
import { rest, Waits } from "./waits.ts";

/** How often a peer is asked that takes no live connections. */
const POLL_MILLIS = 30_000;
const FORBIDDEN = 403;

/** synced: the peer has all that was written here · pending: it lacks so many changesets · offline:
 * it cannot be reached · needs sign-in: it does not let us in · refused: it does not take what we
 * have, or we what it has, as long as that is what is there. */
export type SyncState =
  | { state: "synced" }
  | { state: "pending"; count: number }
  | { state: "offline" | "needs sign-in" | "refused"; reason: string };

export class Keeper {
  private readonly wake = new EventTarget();
  private readonly waits = new Waits();
  private readonly ending = new AbortController();
  private trouble: Unreachable | undefined;
  private row: PeerRow;
  private told = "";

  constructor(
    private readonly replica: Replica,
    private readonly peer: Peer,
    private readonly tell: (state: SyncState) => void,
  ) {
    this.row = { address: peer.address };
  }

  get state(): SyncState {
    const { trouble } = this;
    if (trouble) {
      return { state: trouble.state, reason: trouble.message };
    }
    const count = this.pending;
    return count > 0 ? { state: "pending", count } : { state: "synced" };
  }

  /** How many changesets of ours the peer lacks. */
  private get pending(): number {
    const { replica, ownSeq } = this.replica;
    const { sent } = this.row;
    return ownSeq - (sent?.replica === replica ? sent.seq : 0);
  }

  /** Tries again now, with another token if one is given. */
  retry(token?: string): void {
    this.peer.token = token ?? this.peer.token;
    this.waits.reset();
    this.wake.dispatchEvent(new Event("wake"));
  }

  stop(): void {
    this.ending.abort();
  }

  /** Works until `stop`. */
  async run(): Promise<void> {
    const unwatch = this.replica.watch(() => this.changed());
    this.row = (await this.replica.store.peer(this.peer.address)) ?? this.row;
    while (!this.ending.signal.aborted) {
      const stood = await this.once();
      const pause = this.trouble || stood ? this.waits.take() : POLL_MILLIS;
      await rest(pause, this.wake, this.ending.signal);
    }
    unwatch();
  }

  private changed(): void {
    this.show();
    // Where no connection stands, what is written here ends the wait: also if less is there now.
    if (!this.trouble || this.trouble.state === "refused") {
      this.wake.dispatchEvent(new Event("wake"));
    }
  }

  /** Exchanges, and then stays for as long as it can; true if it stayed. */
  private async once(): Promise<boolean> {
    try {
      await this.pull();
      await this.push().catch((error: unknown) => this.forgive(error));
      this.note(undefined);
      this.waits.reset();
    } catch (error) {
      this.note(asUnreachable(error));
      return false;
    }
    const { signal } = this.ending;
    const told = {
      pulled: (pulled: Pulled) => this.pulled(pulled),
      served: async (ownSeq: number) => {
        await this.sent(ownSeq);
        await bringBlobs(this.peer, this.replica.store, signal);
      },
    };
    return stay(this.peer, this.replica, { told, signal });
  }

  private async pull(): Promise<void> {
    const pulled = await this.pullOnce({ since: this.row.since, shallow: false });
    // Bodies were lacking: again, with live dots in their place.
    await this.pulled(pulled.withheld ? await this.pullOnce({ shallow: true }) : pulled);
  }

  private async pulled({ since }: Pulled): Promise<void> {
    if (since) {
      await this.remember({ since });
    }
  }

  private async pullOnce(terms: Parameters<typeof Session.pull>[1]): Promise<Pulled> {
    const session = Session.pull(this.replica, terms);
    await talk(this.peer, session, this.ending.signal);
    return session.pulled!;
  }

  /** Who may only read, and has nothing to send, is in step all the same. */
  private forgive(error: unknown): void {
    if (!(error instanceof Unreachable && error.status === FORBIDDEN && this.pending === 0)) {
      throw error;
    }
  }

  private async push(): Promise<void> {
    const { ownSeq } = this.replica;
    const { signal } = this.ending;
    await talk(this.peer, Session.serve(this.replica), signal);
    await this.sent(ownSeq);
    await bringBlobs(this.peer, this.replica.store, signal);
  }

  /** Notes how far the peer has our lines. */
  private async sent(seq: number): Promise<void> {
    const { replica } = this.replica;
    await this.remember({ sent: { replica, seq } });
    this.show();
  }

  /** Keeps what the next exchange begins with. */
  private remember(more: Partial<PeerRow>): Promise<void> {
    this.row = { ...this.row, ...more };
    return this.replica.store.remember(this.row);
  }

  private note(trouble: Unreachable | undefined): void {
    this.trouble = trouble;
    this.show();
  }

  private show(): void {
    const { state } = this;
    const text = JSON.stringify(state);
    if (text !== this.told) {
      this.told = text;
      this.tell(state);
    }
  }
}

/** What keeps us from being in step. A disk that is full does so too: it is told, and tried again.
 * */
function asUnreachable(error: unknown): Unreachable {
  return error instanceof Unreachable ? error : new Unreachable(String(error), FULL);
}
