// A live connection over a WebSocket of the browser.

import type { Replica } from "../replica/replica.ts";
import type { Bytes } from "../value/bytes.ts";
import { LiveSide, type Told } from "./live.ts";
import type { Peer } from "./peer.ts";

/** Pages cannot give a WebSocket headers, so the token goes as a second subprotocol. */
const PROTOCOL = "skein.live";
const BEARER = "skein.bearer.";

/** After so long without a word the other end is asked for one. */
const QUIET_MILLIS = 60_000;

/** Stays connected until the connection breaks or `signal` says so. True if it ever stood. */
export function stay(
  peer: Peer,
  replica: Replica,
  { told, signal }: { told: Told; signal: AbortSignal },
): Promise<boolean> {
  return new Promise((resolve) => {
    new Connection(new WebSocket(liveAddress(peer), protocols(peer)), {
      replica,
      told,
      resolve,
    }).open(signal);
  });
}

function liveAddress({ address }: Peer): string {
  return `${new URL(address, globalThis.location?.href).href.replace(/^http/, "ws")}/live`;
}

function protocols({ token }: Peer): string[] {
  return token === undefined ? [PROTOCOL] : [PROTOCOL, BEARER + token];
}

interface Ends {
  replica: Replica;
  told: Told;
  resolve(stood: boolean): void;
}

class Connection {
  private readonly side: LiveSide;
  private work: Promise<void> = Promise.resolve();
  private stood = false;
  private heard = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly ends: Ends,
  ) {
    socket.binaryType = "arraybuffer";
    this.side = new LiveSide(ends.replica, (frame) => this.send(frame), ends.told);
  }

  private send(frame: Bytes): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(frame);
    }
  }

  open(signal: AbortSignal): void {
    const { socket, side } = this;
    const close = () => socket.close();
    const over = new AbortController();
    signal.addEventListener("abort", close, over);
    // Without a net nothing comes any more, but the socket would not hear of that for minutes.
    addEventListener("offline", close, over);
    const unwatch = this.ends.replica.watch(() => side.changed());
    const timer = setInterval(() => this.probe(), QUIET_MILLIS);
    socket.addEventListener("open", () => {
      this.stood = true;
      side.pull();
    });
    socket.addEventListener("message", ({ data }) => this.take(data));
    socket.addEventListener("close", () => {
      clearInterval(timer);
      unwatch();
      over.abort();
      this.ends.resolve(this.stood);
    });
    if (signal.aborted) {
      close(); // that was told before anybody listened
    }
  }

  /** Asks for a word after a silence; leaves if none came since the last time. */
  private probe(): void {
    if (this.heard) {
      this.heard = false;
    } else if (this.side.isPulling) {
      this.socket.close();
    } else {
      this.side.pull();
    }
  }

  private take(data: unknown): void {
    this.heard = true;
    if (!(data instanceof ArrayBuffer)) {
      this.socket.close();
      return;
    }
    this.work = this.work
      .then(() => this.side.take(new Uint8Array(data)))
      .catch(() => this.socket.close());
  }
}
