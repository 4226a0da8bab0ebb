// Several tabs share one replica: each has its state in memory, they take turns at writing (Web
// Locks), tell each other of what they wrote (BroadcastChannel), and one of them synchronises.

import type { Turns } from "./replica/store.ts";
import type { SyncState } from "./transport/keeper.ts";

/** What tabs tell each other: that the store has changed, how the one that synchronises stands, that
 * somebody wants to know, that it shall try again. */
export type Telling =
  | { tells: "changed" }
  | { tells: "state"; state: SyncState }
  | { tells: "asks" }
  | { tells: "retry"; token: string | undefined };

/** Turns of all tabs. */
export class TabTurns implements Turns {
  constructor(private readonly name: string) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    return (await navigator.locks.request(`${this.name} writes`, work)) as T;
  }
}

/** The tabs that share the replica of this name. */
export class Tabs {
  private readonly channel: BroadcastChannel;

  constructor(
    private readonly name: string,
    hear: (telling: Telling) => void,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }) => hear(data as Telling);
  }

  tell(telling: Telling): void {
    this.channel.postMessage(telling);
  }

  /** Works as the only one of all tabs: waits until it is this one's turn, and keeps it. */
  async lead(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await navigator.locks.request(`${this.name} synchronises`, { signal }, work);
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  close(): void {
    this.channel.close();
  }
}
