/** Something from outside that is not what the formats allow; the message says what and where. */
export declare class Malformed extends Error {
    readonly name = "Malformed";
}
/** Refuses with a sentence; usable where a value is due. */
export declare function refuse(message: string): never;
/** Whether `work` gives something; `undefined` if it refuses as malformed, and no other error. */
export declare function attempt<T>(work: () => T): T | undefined;
