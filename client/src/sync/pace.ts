// When one hub may be asked again: what it says itself, and waits that grow while it fails.

/** How an app's syncing is timed, in milliseconds. */
export interface Settings {
  /** Between two rounds while all is well. */
  period: number;
  /** The same while nobody sees the page. */
  hiddenPeriod: number;
  /** After a change, or when the page is seen again. */
  soon: number;
  /** By how much the wait grows with each failure. */
  failureStep: number;
  /** What a hub wishes is taken as at least, and at most, this. */
  leastWish: number;
  mostWish: number;
  /** A longer wish is none. */
  absurdWish: number;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;

export function usualSettings(): Settings {
  return {
    period: 300 * SECOND,
    hiddenPeriod: HOUR,
    soon: 500,
    failureStep: 300 * SECOND,
    leastWish: 30 * SECOND,
    mostWish: HOUR,
    absurdWish: 48 * HOUR,
  };
}

/** Time and chance; those of a test stand still. */
export interface Surroundings {
  /** In milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Does something later; gives what calls that off. */
  after(millis: number, work: () => void): () => void;
}

export const REAL: Surroundings = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (millis, work) => {
    const timer = setTimeout(work, millis);
    return () => clearTimeout(timer);
  },
};

/** The wishes of an answer, in milliseconds. */
export interface Wishes {
  retryAfter?: number | undefined;
  poll?: number | undefined;
}

export function wishesOf(headers: Headers, settings: Settings, now: number): Wishes {
  const wish = (name: string) => waitOf(headers.get(name), settings, now);
  return { retryAfter: wish("Retry-After"), poll: wish("X-Sync-Poll-Time") };
}

/** A number of seconds or a date, as a wait. */
function waitOf(text: string | null, settings: Settings, now: number): number | undefined {
  if (text === null) {
    return undefined;
  }
  const plain = text.trim();
  const wait = /^\d+$/.test(plain) ? Number(plain) * SECOND : Date.parse(plain) - now;
  const sensible = wait > 0 && wait <= settings.absurdWish;
  return sensible ? Math.min(Math.max(wait, settings.leastWish), settings.mostWish) : undefined;
}

export class Pace {
  private failures = 0;
  private wishes: Wishes = {};
  private heldUntil = 0;
  private wished = false;

  constructor(
    private readonly settings: Settings,
    private readonly surroundings: Surroundings,
  ) {}

  /** Each answer says what its hub wishes, also one that refuses. */
  heard(wishes: Wishes): void {
    this.wishes = wishes;
    if (wishes.retryAfter !== undefined) {
      this.hold(wishes.retryAfter, true);
    }
  }

  succeeded(): void {
    this.failures = 0;
    if (this.held === 0) {
      this.heldUntil = 0;
    }
  }

  /** The hub refused, or could not be reached (`away`). */
  failed(away: boolean): void {
    this.failures++;
    const { retryAfter, poll } = away ? {} : this.wishes;
    if (retryAfter === undefined) {
      const { period, failureStep, mostWish } = this.settings;
      const grown = Math.min(period + this.failures * failureStep, mostWish);
      this.hold(Math.max(grown, poll ?? 0), !away);
    }
  }

  /** Never shorter than wished, and a little longer, so that not all clients come back at once. */
  private hold(wait: number, wished: boolean): void {
    this.heldUntil = this.surroundings.now() + wait * (1 + this.surroundings.random() / 10);
    this.wished = wished;
  }

  /** There is a net again: what could not be reached may be tried. */
  online(): void {
    if (!this.wished) {
      this.heldUntil = 0;
    }
  }

  /** Forgets what it waits for. */
  reset(): void {
    this.heldUntil = 0;
    this.failures = 0;
    this.wishes = {};
  }

  /** For how long it is not to be asked; 0 if it may be. */
  get held(): number {
    return Math.max(0, this.heldUntil - this.surroundings.now());
  }

  /** For how long until it is to be tried again; infinite if it need not be. A wait that has run
   * out counts until the hub has answered: a round that began before has passed it over. */
  get due(): number {
    return this.heldUntil === 0 ? Infinity : this.held;
  }

  /** What it wishes to be between two questions; 0 if it does not say. */
  get poll(): number {
    return this.wishes.poll ?? 0;
  }
}
