import type { Session } from "../exchange/session.ts";
import { type Peer } from "./peer.ts";
/** Lets a session talk to a peer to its end. What had come before a failure stays. */
export declare function talk(peer: Peer, session: Session, signal: AbortSignal): Promise<void>;
