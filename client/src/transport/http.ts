// One session over HTTP (spec/exchange.md, "Over HTTP").

import type { Session } from "../exchange/session.ts";
import type { Bytes } from "../value/bytes.ts";
import { attempt } from "../value/malformed.ts";
import { join, split } from "./frames.ts";
import { ask, CONFLICT, type Peer, Unreachable } from "./peer.ts";

const MEDIA_TYPE = "application/vnd.skein.exchange";
const SESSION = "Skein-Session";
const MOST_MESSAGES = 64;
const ANSWER_LIMIT_MILLIS = 600_000;

/** Lets a session talk to a peer to its end. What had come before a failure stays. */
export async function talk(peer: Peer, session: Session, signal: AbortSignal): Promise<void> {
  const role = session.pulled ? "pull" : "push";
  let name: string | undefined;
  let outgoing = session.opening();
  do {
    const batch = outgoing.splice(0, MOST_MESSAGES);
    const answer = await post(peer, role, { batch, name, signal });
    name = answer.headers.get(SESSION) ?? undefined;
    for (const message of await messagesOf(peer, answer)) {
      outgoing.push(...(await session.receive(message)));
    }
  } while (name !== undefined && outgoing.length > 0);
  if (session.ending.ending === "failed") {
    throw new Unreachable(session.ending.reason, CONFLICT);
  }
  if (!session.isOver) {
    throw new Unreachable(`${peer.address} broke off`);
  }
}

interface Posting {
  batch: Bytes[];
  name: string | undefined;
  signal: AbortSignal;
}

function post(peer: Peer, role: "pull" | "push", posting: Posting): Promise<Response> {
  const headers = {
    "Content-Type": MEDIA_TYPE,
    ...(posting.name !== undefined && { [SESSION]: posting.name }),
  };
  const signal = AbortSignal.any([posting.signal, AbortSignal.timeout(ANSWER_LIMIT_MILLIS)]);
  const options = { method: "POST", headers, body: join(posting.batch), signal };
  return ask(peer, `/exchange?role=${role}`, options);
}

async function messagesOf(peer: Peer, answer: Response): Promise<Bytes[]> {
  let body: Bytes;
  try {
    body = new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    throw new Unreachable(`${peer.address} broke off: ${String(error)}`);
  }
  const isOurs = answer.headers.get("Content-Type") === MEDIA_TYPE;
  const messages = isOurs
    ? attempt(
        () => split(body),
        () => undefined,
      )
    : undefined;
  if (!messages) {
    throw new Unreachable(`${peer.address} is no node`);
  }
  return messages;
}
