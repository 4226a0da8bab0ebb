// Opens spaces in the browser: puts the parts together.

import { type Founding, newFounding, newGranted, newSpace, Replica } from "./replica/replica.ts";
import { Space } from "./space.ts";
import { databaseOf, IndexedDbStore } from "./store/indexeddb.ts";
import { Tabs, TabTurns, type Telling } from "./tabs.ts";
import { fetchBlob } from "./transport/blobs.ts";
import { Keeper, type SyncState } from "./transport/keeper.ts";
import { askGrant, fetchCharter, type Peer } from "./transport/peer.ts";

/** `name`: of the space in this browser. `peer`: where it is synchronised; without one it stays
 * here. `author`: a claim that stands with each change. */
export interface OpenOptions {
  name: string;
  peer?: Peer;
  author?: string;
}

/** Opens a space; what is not in this browser yet is fetched from the peer, or begun anew. */
export async function openSpace({ name, author = "", ...more }: OpenOptions): Promise<Space> {
  const peer = more.peer && { ...more.peer };
  const store = await IndexedDbStore.open(name);
  const turns = new TabTurns(databaseOf(name));
  const around = { store, turns, nowMillis: () => Date.now() };
  const replica = await Replica.open(around, () => founding(peer));
  if (peer?.store !== undefined) {
    peer.address += `/s/${replica.state.charter.space}`;
  }
  // What the user wrote here may be nowhere else: asks the browser not to throw it away.
  void navigator.storage?.persist?.();
  const sharing = new Sharing(name, replica, peer);
  return new Space({
    replica,
    author,
    fetchBlob: async (reference) => peer && fetchBlob(peer, store, reference),
    state: () => sharing.state,
    onState: (told) => sharing.onState(told),
    retry: (token) => sharing.retry(token),
    close: () => sharing.close(),
  });
}

async function founding(peer: Peer | undefined): Promise<Founding> {
  if (!peer) {
    return newSpace();
  }
  return peer.store === undefined
    ? newFounding(await fetchCharter(peer))
    : newGranted((key) => askGrant(peer, key));
}

/** What a space shares with other tabs, and with its peer. */
class Sharing {
  state: SyncState | undefined;
  private readonly tabs: Tabs;
  private readonly listeners = new Set<(state: SyncState) => void>();
  private readonly ending = new AbortController();
  private readonly keeper: Keeper | undefined;
  private readonly leading: Promise<void>;
  private leads = false;

  constructor(
    name: string,
    private readonly replica: Replica,
    peer: Peer | undefined,
  ) {
    this.tabs = new Tabs(databaseOf(name), (telling) => this.hear(telling));
    replica.watch((_changed, here) => here && this.tabs.tell({ tells: "changed" }));
    this.keeper = peer && new Keeper(replica, peer, (state) => this.note(state));
    this.leading = this.keeper ? this.lead(this.keeper) : Promise.resolve();
    this.tabs.tell({ tells: "asks" });
  }

  private lead(keeper: Keeper): Promise<void> {
    const work = () => {
      this.leads = true;
      return keeper.run();
    };
    return this.tabs.lead(work, this.ending.signal);
  }

  private hear(telling: Telling): void {
    switch (telling.tells) {
      case "changed":
        void this.replica.refresh();
        break;
      case "state":
        this.show(telling.state);
        break;
      case "asks":
        if (this.leads && this.state) {
          this.tabs.tell({ tells: "state", state: this.state });
        }
        break;
      case "retry":
        this.keeper?.retry(telling.token);
    }
  }

  private note(state: SyncState): void {
    this.tabs.tell({ tells: "state", state });
    this.show(state);
  }

  private show(state: SyncState): void {
    this.state = state;
    this.listeners.forEach((told) => told(state));
  }

  onState(told: (state: SyncState) => void): () => void {
    this.listeners.add(told);
    if (this.state) {
      told(this.state);
    }
    return () => this.listeners.delete(told);
  }

  retry(token: string | undefined): void {
    this.keeper?.retry(token);
    this.tabs.tell({ tells: "retry", token });
  }

  async close(): Promise<void> {
    this.keeper?.stop();
    this.ending.abort();
    await this.leading;
    this.tabs.close();
    this.replica.store.close();
  }
}
