// How several live values of a property are settled without asking.

import { parseReplicaId, type ReplicaId } from "../value/ids.ts";
import { attempt } from "../value/malformed.ts";

/** `replica`: only of `prefer`. */
export interface Policy {
  name: "ask" | "newest" | "oldest" | "max" | "min" | "prefer";
  replica?: ReplicaId;
}

export const ASK: Policy = { name: "ask" };

const PREFER = "prefer ";
const NAMES = ["newest", "oldest", "max", "min"] as const;

/** The policy that a text names; one that this software does not know is `ask`. */
export function parsePolicy(text: string): Policy {
  if (text.startsWith(PREFER)) {
    const named = text.slice(PREFER.length);
    return attempt(
      () => ({ name: "prefer", replica: parseReplicaId(named) }),
      () => ASK,
    );
  }
  const name = NAMES.find((one) => one === text);
  return name ? { name } : ASK;
}
