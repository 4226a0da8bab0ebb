// Attachments go beside the exchange, by their SHA-256 (spec/exchange.md, "Blobs").

import type { Store } from "../replica/store.ts";
import { toHex } from "../value/bytes.ts";
import { ask, type Peer, Unreachable } from "./peer.ts";

/** What a property holds that refers to an attachment. */
export type BlobReference = { $blob: string; type: string; size: number };

const NOT_FOUND = 404;
const TOO_LARGE = 413;

export async function hashOfBlob(blob: Blob): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())));
}

/** Brings a peer the attachments that it lacks. */
export async function bringBlobs(peer: Peer, store: Store, signal: AbortSignal): Promise<void> {
  const { address } = peer;
  for (const row of await store.blobs()) {
    if (!row.at.includes(address)) {
      const path = `/blobs/${row.sha}`;
      if (!(await unless(NOT_FOUND, ask(peer, path, { method: "HEAD", signal })))) {
        // One that is too large there is in no record that the peer takes.
        await unless(TOO_LARGE, ask(peer, path, { method: "PUT", body: row.blob, signal }));
      }
      await store.putBlob({ ...row, at: [...row.at, address] });
    }
  }
}

/** The answer, `undefined` if its status is this one. */
function unless(status: number, asked: Promise<Response>): Promise<Response | undefined> {
  return asked.catch((error: unknown) => {
    if (!(error instanceof Unreachable && error.status === status)) {
      throw error;
    }
    return undefined;
  });
}

/** Fetches an attachment and keeps it; `undefined` if the peer does not have it. */
export async function fetchBlob(
  peer: Peer,
  store: Store,
  { $blob: sha, type, size }: BlobReference,
): Promise<Blob | undefined> {
  const answer = await unless(NOT_FOUND, ask(peer, `/blobs/${sha}`, {}));
  const blob = answer && new Blob([await answer.arrayBuffer()], { type });
  if (blob && (blob.size !== size || (await hashOfBlob(blob)) !== sha)) {
    throw new Unreachable(`${peer.address} has another attachment than ${sha}`);
  }
  if (blob) {
    await store.putBlob({ sha, blob, at: [peer.address] });
  }
  return blob;
}
