// Where a space is met: its address on a node or hub, and what opens it.

/** `address`: of the space, such as `https://example.org/s/notes`. */
export interface Peer {
  address: string;
  token?: string | undefined;
}

/** The other side cannot be reached, or does not let us in (`status`). */
export class Unreachable extends Error {
  override readonly name = "Unreachable";

  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }

  /** True if signing in would help. */
  get needsSignIn(): boolean {
    return this.status === 401 || this.status === 403;
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

/** The bytes of the charter of a peer's space. */
export async function fetchCharter(peer: Peer): Promise<Uint8Array> {
  const response = await ask(peer, "/charter", { signal: AbortSignal.timeout(60_000) });
  return new Uint8Array(await response.arrayBuffer());
}
