/** `address`: of the space, such as `https://example.org/s/notes`. */
export interface Peer {
    address: string;
    token?: string | undefined;
}
/** The other side cannot be reached, or does not let us in (`status`). */
export declare class Unreachable extends Error {
    readonly status?: number | undefined;
    readonly name = "Unreachable";
    constructor(message: string, status?: number | undefined);
    /** True if signing in would help. */
    get needsSignIn(): boolean;
}
/** Asks a peer over HTTP. Anything but success is `Unreachable`. */
export declare function ask(peer: Peer, path: string, options: RequestInit): Promise<Response>;
/** The bytes of the charter of a peer's space. */
export declare function fetchCharter(peer: Peer): Promise<Uint8Array>;
