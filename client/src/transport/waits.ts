// How long to wait before trying again, and what cuts a wait short.

const FIRST_MILLIS = 500;
const LONGEST_MILLIS = 60_000;

/** Waits that grow twice as long each time, with a random part off, so that many do not come back
 * all at once. */
export class Waits {
  private next = FIRST_MILLIS;

  /** How long to wait now. */
  take(): number {
    const now = this.next;
    this.next = Math.min(2 * now, LONGEST_MILLIS);
    return now * (1 - Math.random() / 2);
  }

  reset(): void {
    this.next = FIRST_MILLIS;
  }
}

/** Ends when the time is over, or one of these comes: the browser is online again, the page is seen
 * again, `wake` or `signal` fires. */
export function rest(millis: number, wake: EventTarget, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listening.abort();
      resolve();
    };
    const timer = setTimeout(done, millis);
    const listening = new AbortController();
    const until = { signal: listening.signal };
    const seen = () => document.visibilityState === "visible" && done();
    signal.addEventListener("abort", done, until);
    wake.addEventListener("wake", done, until);
    globalThis.addEventListener?.("online", done, until);
    globalThis.document?.addEventListener("visibilitychange", seen, until);
    if (signal.aborted) {
      done();
    }
  });
}
