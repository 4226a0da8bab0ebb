// The client's end of a live connection (spec/exchange.md, "Live"): frames in, frames out. It pulls
// once, then whenever the other end says that it has something new, and says so when the own
// replica changes. It serves all the time.

import { Session } from "../exchange/session.ts";
import type { Pulled } from "../exchange/pulling.ts";
import type { Replica } from "../replica/replica.ts";
import { type Bytes, concat } from "../value/bytes.ts";
import { Unreachable } from "./peer.ts";

const NUDGE = code("n");
const PULLS = code("p");
const SERVES = code("s");

/** What a live connection tells. */
export interface Told {
  pulled(pulled: Pulled): Promise<void>;
  /** The other end has pulled what stood here when it began; `ownSeq`: our last line then. */
  served(ownSeq: number): Promise<void>;
}

export class LiveSide {
  private pulling: Session | undefined;
  private serving: { session: Session; ownSeq: number } | undefined;
  private pullAgain = false;
  private nudged = false;
  private shallow = false;
  private looked: string | undefined;
  private theirs: string | undefined;
  private since: Pulled["since"];

  constructor(
    private readonly replica: Replica,
    private readonly send: (frame: Bytes) => void,
    private readonly told: Told,
  ) {}

  get isPulling(): boolean {
    return this.pulling !== undefined;
  }

  /** Pulls now, or after the pull that is under way. */
  pull(): void {
    this.pullAgain = this.isPulling;
    if (!this.isPulling) {
      this.pulling = Session.pull(this.replica, { since: this.since, shallow: this.shallow });
      this.sendAll(PULLS, this.pulling.opening());
    }
  }

  /** The own replica has changed. One nudge is enough until the other end pulls; and none is needed
   * if all that is new here has come from there. */
  changed(): void {
    const now = this.replica.state.digest();
    const isNew = now !== this.looked && now !== this.theirs;
    this.looked = now;
    if (isNew && !this.nudged) {
      this.nudged = true;
      this.send(Uint8Array.of(NUDGE));
    }
  }

  /** Works on a frame; one after the other. */
  async take(frame: Bytes): Promise<void> {
    const message = frame.slice(1);
    if (frame[0] === NUDGE && message.length === 0) {
      this.pull();
    } else if (frame[0] === PULLS && this.pulling) {
      await this.onPulling(this.pulling, message);
    } else if (frame[0] === SERVES) {
      await this.onServing(message);
    } else {
      throw new Unreachable("a frame out of turn");
    }
  }

  private async onPulling(session: Session, message: Bytes): Promise<void> {
    this.sendAll(PULLS, await session.receive(message));
    if (session.isOver) {
      this.pulling = undefined;
      requireWhole(session);
      const pulled = session.pulled!;
      this.since = pulled.since;
      this.theirs = pulled.theirs;
      await this.told.pulled(pulled);
      // Bodies were lacking: again, with live dots in their place.
      const again = pulled.withheld && !this.shallow;
      this.shallow = again;
      if (this.pullAgain || again) {
        this.pull();
      }
    }
  }

  private async onServing(message: Bytes): Promise<void> {
    if (!this.serving) {
      this.serving = { session: Session.serve(this.replica), ownSeq: this.replica.ownSeq };
      this.nudged = false;
    }
    const { session, ownSeq } = this.serving;
    this.sendAll(SERVES, await session.receive(message));
    if (session.isOver) {
      this.serving = undefined;
      requireWhole(session);
      await this.told.served(ownSeq);
    }
  }

  private sendAll(what: number, messages: Bytes[]): void {
    messages.forEach((message) => this.send(concat(Uint8Array.of(what), message)));
  }
}

function requireWhole({ ending }: Session): void {
  if (ending.ending === "failed") {
    throw new Unreachable(ending.reason);
  }
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}
