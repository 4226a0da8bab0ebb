import type { Replica } from "../replica/replica.ts";
import { type Message, type Step } from "./message.ts";
export declare class Serving {
    private readonly replica;
    private turn;
    private outgoing;
    private pages;
    private acknowledged;
    private lastSent;
    /** Nothing: it takes nothing, and waits to be asked. */
    readonly pulled: undefined;
    constructor(replica: Replica);
    opening(): Message[];
    on(message: Message): Promise<Step>;
    private mayEnd;
    private greet;
    private begin;
    private goOn;
    private nextPages;
    private nextPage;
    /** Tells the live dots of records, after the lines. */
    private beside;
    /** Brings the bodies that are here of those that somebody has forgotten. */
    private fill;
}
