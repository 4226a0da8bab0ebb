import type { Fields } from "../value/value.ts";
/** `address`: of the space, such as `https://example.org/s/notes`. Or of a hub, and `store`: of a
 * personal store there, such as `/sync/app.example/ann@example.org/notes`. */
export interface Peer {
    address: string;
    store?: string;
    token?: string | undefined;
}
/** The status of an exchange that fails for what is in it, and of a disk that is full. */
export declare const CONFLICT = 409;
export declare const FULL = 507;
/** The other side cannot be reached, or one of both does not take what the other has (`status`). */
export declare class Unreachable extends Error {
    readonly status?: number | undefined;
    readonly name = "Unreachable";
    constructor(message: string, status?: number | undefined);
    /** What is the matter: nothing that is over by itself, but for `offline`. */
    get state(): "needs sign-in" | "offline" | "refused";
}
/** Asks a peer over HTTP. Anything but success is `Unreachable`. */
export declare function ask(peer: Peer, path: string, options: RequestInit): Promise<Response>;
/** Asks a hub to let the replica of this public key write in a personal store. */
export declare function askGrant(peer: Peer, key: string): Promise<Fields>;
/** The bytes of the charter of a peer's space. */
export declare function fetchCharter(peer: Peer): Promise<Uint8Array>;
