// Hears of changes at once, at hubs that keep an answer back until there is something to tell.

import type { Hub } from "./hub.ts";

export class Ear {
  private ending: AbortController | undefined;

  constructor(
    private readonly lockName: string,
    private readonly hubs: () => Hub[],
    private readonly changed: () => void,
  ) {}

  /** Listens at each hub that offers it, until there is something or it is stopped: in one tab of
   * all, since a browser opens few connections to one host. Not while nobody sees the page. */
  start(): void {
    this.stop();
    this.ending = new AbortController();
    const { signal } = this.ending;
    for (const hub of this.hubs()) {
      // What fails is left to the next round, which tells of it.
      this.listen(hub, signal).catch(() => signal.aborted);
    }
  }

  stop(): void {
    this.ending?.abort();
    this.ending = undefined;
  }

  private async listen(hub: Hub, signal: AbortSignal): Promise<void> {
    const work = async () => {
      while (hub.keepsBack && !signal.aborted && document.visibilityState !== "hidden") {
        if (await hub.hears(signal)) {
          this.changed();
          return;
        }
      }
    };
    const locks = globalThis.navigator?.locks;
    const name = `${this.lockName}::ear::${hub.address}`;
    await (locks ? locks.request(name, { signal }, work) : work());
  }
}
