// The hubs that an app uses. Which they are is remembered, so that a hub that a person added or
// left stays so, whatever the page says next time.

import { Hub, type HubOptions, type Place, type Timing } from "./hub.ts";
import type { Notes } from "./notes.ts";

/** `used`: where all that are used are, the leading one first; `left`: the addresses of others. */
interface Chosen {
  used: Place[];
  left: string[];
}

export class Hubs {
  private readonly open = new Map<string, Hub>();

  constructor(
    private readonly notes: Notes,
    private readonly timing: Timing,
    private readonly bucketName: string,
  ) {}

  private get chosen(): Chosen {
    return this.notes.read("hubs") ?? { used: [], left: [] };
  }

  all(): Hub[] {
    return this.chosen.used.map((place) => this.hub(place));
  }

  /** Those that take part in rounds. No other hub leads in place of the first, not even while
   * nobody is signed in there. */
  taking(): Hub[] {
    const all = this.all();
    return all[0]?.login === undefined ? [] : all.filter((hub) => hub.login !== undefined);
  }

  private hub(place: Place): Hub {
    const known = this.open.get(place.address);
    const hub = known ?? new Hub(place, this.notes, this.timing);
    this.open.set(place.address, hub);
    return hub;
  }

  find(address: string): Hub | undefined {
    return this.all().find((hub) => hub.address === address);
  }

  /** The page's own hub, unless its person left it. */
  offer(place: Place): void {
    if (!this.chosen.left.includes(place.address)) {
      this.add(place);
    }
  }

  add(place: Place): Hub {
    const { used, left } = this.chosen;
    const others = left.filter((address) => address !== place.address);
    const isNew = used.every((one) => one.address !== place.address);
    const all = isNew ? [...used, place] : used.map((one) => (isSame(one, place) ? place : one));
    this.notes.write("hubs", { used: all, left: others });
    this.open.delete(place.address);
    return this.hub(place);
  }

  leave(hub: Hub): void {
    const { used, left } = this.chosen;
    const others = used.filter((one) => !isSame(one, hub.place));
    this.notes.write("hubs", { used: others, left: [...left, hub.address] });
    this.open.delete(hub.address);
  }

  /** Fills in what is left open. `base`: the hub that the script came from. */
  place(options: HubOptions, base: string | null): Place {
    const given = options.serverUrl ?? base;
    if (given === null) {
      throw new Error("which hub? Give serverUrl, or take the script from the hub: /sync/sync.js");
    }
    const address = new URL(given, base ?? location.href).href.replace(/\/+$/, "");
    const { bucket = `{domain}/{user}/${this.bucketName}` } = options;
    const verifyUrl = options.verifyUrl ?? `${address}/verify`;
    return { address, bucket: bucket.replace(/^\/+/, ""), verifyUrl };
  }
}

function isSame(left: Place, right: Place): boolean {
  return left.address === right.address;
}
