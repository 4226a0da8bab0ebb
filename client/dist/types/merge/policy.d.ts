import { type ReplicaId } from "../value/ids.ts";
/** `replica`: only of `prefer`. */
export interface Policy {
    name: "ask" | "newest" | "oldest" | "max" | "min" | "prefer";
    replica?: ReplicaId;
}
export declare const ASK: Policy;
/** The policy that a text names; one that this software does not know is `ask`. */
export declare function parsePolicy(text: string): Policy;
