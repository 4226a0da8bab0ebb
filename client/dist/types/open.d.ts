import { Space } from "./space.ts";
import { type Peer } from "./transport/peer.ts";
/** `name`: of the space in this browser. `peer`: where it is synchronised; without one it stays here.
 * `author`: a claim that stands with each change. */
export interface OpenOptions {
    name: string;
    peer?: Peer;
    author?: string;
}
/** Opens a space; what is not in this browser yet is fetched from the peer, or begun anew. */
export declare function openSpace({ name, peer, author }: OpenOptions): Promise<Space>;
