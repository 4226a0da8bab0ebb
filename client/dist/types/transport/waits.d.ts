/** Waits that grow twice as long each time, with a random part off, so that many do not come back
 * all at once. */
export declare class Waits {
    private next;
    /** How long to wait now. */
    take(): number;
    reset(): void;
}
/** Ends when the time is over, or one of these comes: the browser is online again, the page is seen
 * again, `wake` or `signal` fires. */
export declare function rest(millis: number, wake: EventTarget, signal: AbortSignal): Promise<void>;
