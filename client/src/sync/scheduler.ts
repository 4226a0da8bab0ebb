// When to sync: regularly, soon after a change, seldom while nobody looks, and never sooner than
// the hubs wish.

import { asError } from "./app.ts";
import type { Surroundings, Settings } from "./pace.ts";

/** A timer can wait no longer. */
const MOST_MILLIS = 2 ** 31 - 1;

/** How long until the first hub may be asked, how long until one is to be tried again (infinite if
 * none is), and how long they wish to be between two questions. */
export interface Waits {
  held: number;
  retry: number;
  poll: number;
}

/** Runs rounds. */
export class Scheduler {
  /** Called after each round that failed, or succeeded. */
  onerror: ((error: Error) => void) | undefined;
  onsuccess: (() => void) | undefined;
  /** When the last round succeeded, in milliseconds since 1970; 0 if none did. */
  lastSuccessfulSync = 0;
  private callOff = () => {};
  private slow = false;
  private ending: AbortController | undefined;
  private wanted = false;

  /** `round` fails if it could not be finished. */
  constructor(
    readonly settings: Settings,
    private readonly surroundings: Surroundings,
    private readonly work: {
      round(): Promise<void>;
      waits(): Waits;
      online(): void;
    },
  ) {}

  /** Begins; the first round is at once. */
  activate(): void {
    if (this.ending !== undefined) {
      return;
    }
    this.ending = new AbortController();
    const { signal } = this.ending;
    this.slow = globalThis.document?.visibilityState === "hidden";
    globalThis.document?.addEventListener("visibilitychange", () => this.seen(), { signal });
    globalThis.addEventListener?.("online", () => this.online(), { signal });
    this.scheduleIn(0);
  }

  get isActive(): boolean {
    return this.ending !== undefined;
  }

  deactivate(): void {
    this.ending?.abort();
    this.ending = undefined;
    this.callOff();
  }

  /** Runs a round as soon as the hubs allow one. */
  scheduleImmediately(): void {
    this.wanted = true;
    this.scheduleIn(this.settings.soon);
  }

  /** Back to the usual time between two rounds. */
  resetSchedule(): void {
    this.slow = false;
    this.scheduleNext();
  }

  /** As while nobody sees the page. */
  scheduleSlowly(): void {
    this.slow = true;
    this.scheduleNext();
  }

  private seen(): void {
    if (document.visibilityState === "hidden") {
      this.scheduleSlowly();
    } else {
      this.slow = false;
      this.scheduleImmediately();
    }
  }

  private online(): void {
    this.work.online();
    this.scheduleImmediately();
  }

  private scheduleNext(): void {
    const { retry, poll } = this.work.waits();
    const usual = this.slow ? this.settings.hiddenPeriod : this.settings.period;
    const period = this.slow ? Math.max(usual, poll) : poll || usual;
    const spread = period * (1 + this.surroundings.random() / 10);
    // What is to be tried again may be due since a moment after the round that left it out.
    const { soon } = this.settings;
    this.scheduleIn(this.wanted ? soon : Math.min(Math.max(retry, soon), spread));
  }

  private scheduleIn(millis: number): void {
    this.callOff();
    if (this.ending !== undefined) {
      const wait = Math.min(Math.max(millis, this.work.waits().held), MOST_MILLIS);
      this.callOff = this.surroundings.after(wait, () => void this.run());
    }
  }

  /** Runs a round now. Gives why it failed, if it did. */
  async run(): Promise<Error | undefined> {
    this.callOff();
    this.wanted = false;
    const failure = await this.work.round().then(
      () => undefined,
      (error: unknown) => asError(error),
    );
    this.tell(failure);
    this.scheduleNext();
    return failure;
  }

  private tell(failure: Error | undefined): void {
    if (failure !== undefined) {
      this.onerror?.(failure);
    } else {
      this.lastSuccessfulSync = this.surroundings.now();
      this.onsuccess?.();
    }
  }
}
