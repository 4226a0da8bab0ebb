// Where a space is met: its address on a node or hub, and what opens it.

import type { Fields } from "../value/value.ts";

/** `address`: of the space, such as `https://example.org/s/notes`. Or of a hub, and `store`: of a
 * personal store there, such as `/sync/app.example/ann@example.org/notes`. */
export interface Peer {
  address: string;
  store?: string;
  token?: string | undefined;
}

/** The status of an exchange that fails for what is in it, and of a disk that is full. */
export const CONFLICT = 409;
export const FULL = 507;

/** The other side cannot be reached, or one of both does not take what the other has (`status`). */
export class Unreachable extends Error {
  override readonly name = "Unreachable";

  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }

  /** What is the matter: nothing that is over by itself, but for `offline`. */
  get state() {
    const { status = 0 } = this;
    return [401, 403].includes(status)
      ? "needs sign-in"
      : [CONFLICT, 413, FULL].includes(status)
        ? "refused"
        : "offline";
  }
}

/** Asks a peer over HTTP. Anything but success is `Unreachable`. */
export async function ask(peer: Peer, path: string, options: RequestInit): Promise<Response> {
  const headers = new Headers(options.headers);
  if (peer.token !== undefined) {
    headers.set("Authorization", `Bearer ${peer.token}`);
  }
  let response: Response;
  try {
    // A redirect is not followed: the token would go along.
    const how = { redirect: "error", cache: "no-store", credentials: "omit" } as const;
    response = await fetch(peer.address + path, { ...how, ...options, headers });
  } catch (error) {
    throw new Unreachable(`${peer.address} cannot be reached: ${String(error)}`);
  }
  if (!response.ok) {
    const detail = (await response.text().catch(() => "")).slice(0, 300);
    throw new Unreachable(`${peer.address}${path}: ${response.status} ${detail}`, response.status);
  }
  return response;
}

/** Asks a hub to let the replica of this public key write in a personal store. */
export async function askGrant(peer: Peer, key: string): Promise<Fields> {
  const body = JSON.stringify({ key });
  const response = await ask(peer, `${peer.store}?grant`, { method: "POST", body });
  return (await response.json()) as Fields;
}

/** The bytes of the charter of a peer's space. */
export async function fetchCharter(peer: Peer): Promise<Uint8Array> {
  const response = await ask(peer, "/charter", { signal: AbortSignal.timeout(60_000) });
  return new Uint8Array(await response.arrayBuffer());
}
