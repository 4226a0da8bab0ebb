// What the adapter remembers in the browser: who signed in, which hubs, and how far they are known.

/** What is used of localStorage. */
export type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** How far a store is known. `position`: the app has got everything up to there; `given`: by the
 * address of another store, up to where that one has everything. */
export interface Known {
  collection: string;
  position: number;
  given: Record<string, number>;
}

/** JSON values under names with a prefix of the app's own. */
export class Notes {
  constructor(
    private readonly storage: Storage,
    private readonly prefix: string,
  ) {}

  /** What stands there, if anything does; nobody else writes there. */
  read<T>(name: string): T | undefined {
    const text = this.storage.getItem(this.prefix + name);
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  /** Undefined forgets it. */
  write(name: string, value: unknown): void {
    if (value === undefined) {
      this.storage.removeItem(this.prefix + name);
    } else {
      this.storage.setItem(this.prefix + name, JSON.stringify(value));
    }
  }

  known(store: string): Known | undefined {
    return this.stores[store];
  }

  /** Undefined forgets it. */
  keep(store: string, known: Known | undefined): void {
    const { [store]: _, ...others } = this.stores;
    this.write("stores", known === undefined ? others : { ...others, [store]: known });
  }

  private get stores(): Record<string, Known> {
    return this.read("stores") ?? {};
  }

  /** The app is to be told, in the next round, that nothing counts as saved. */
  get startsOver(): boolean {
    return this.read("startsOver") ?? false;
  }

  set startsOver(due: boolean) {
    this.write("startsOver", due || undefined);
  }

  /** Whose data it is: if it is somebody else's now, all begins anew. */
  belongTo(email: string): void {
    const owner = this.read<string>("owner");
    if (owner !== email) {
      this.write("owner", email);
      this.forgetStores(owner !== undefined);
    }
  }

  /** Reads all again; and sends all again, if what was saved counts for nothing. */
  forgetStores(startsOver: boolean): void {
    this.write("stores", undefined);
    this.startsOver ||= startsOver;
  }
}
