export type Json = {
    readonly [key: string]: unknown;
};
/** An object as it is, and anything else as one without keys. */
export declare function fromJson(value: unknown): Json;
export declare function textOf(value: unknown): string | undefined;
export declare function numberOf(value: unknown): number | undefined;
