/** Something from outside that is not what the formats allow; the message says what and where. */
export declare class Malformed extends Error {
}
/** Refuses with a sentence; usable where a value is due. */
export declare function refuse(message: string): never;
/** What `work` gives; what `otherwise` makes of the sentence if it refuses. Other errors pass. */
export declare function attempt<T, U>(work: () => T, otherwise: (reason: string) => U): T | U;
