import type { Replica } from "../replica/replica.ts";
import type { Bytes } from "../value/bytes.ts";
import { type Ending } from "./message.ts";
import { type Pulled, type Terms } from "./pulling.ts";
export declare class Session {
    private readonly side;
    ending: Ending;
    private nextIn;
    private nextOut;
    private constructor();
    static pull(replica: Replica, terms: Terms): Session;
    static serve(replica: Replica): Session;
    /** What this side says first: a message if it pulls, none if it serves. To be called once. */
    opening(): Bytes[];
    /** What came of a pull so far. */
    get pulled(): Pulled | undefined;
    get isOver(): boolean;
    /** Takes a message from the other side; gives what to send it, in order. */
    receive(bytes: Bytes): Promise<Bytes[]>;
    private take;
    private encoded;
}
