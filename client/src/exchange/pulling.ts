// The side that takes. Each page is integrated in a transaction of its own; those of a shallow
// transfer are kept aside until the last.

import type { Dot } from "../record/dot.ts";
import type { Received } from "../replica/integrator.ts";
import type { Replica } from "../replica/replica.ts";
import type { Since } from "../replica/rows.ts";
import { NotTaken, type ShallowPage } from "../replica/shallow.ts";
import { Intake } from "./intake.ts";
import {
  answer,
  end,
  type Message,
  type Offer,
  type Page,
  type Points,
  refusal,
  type Step,
} from "./message.ts";

/** What a pull begins with. `since`: where the log of the sender ended last time. `shallow`: lines
 * may come without their bodies. */
export interface Terms {
  since?: Since | undefined;
  shallow: boolean;
}

/** What came of a pull so far. `theirs`: the digest of the sender's frontier. */
export interface Pulled {
  integrated: number;
  withheld: boolean;
  since: Since | undefined;
  theirs: string | undefined;
}

export class Pulling {
  readonly pulled: Pulled = {
    integrated: 0,
    withheld: false,
    since: undefined,
    theirs: undefined,
  };
  private turn: "offer" | "page" = "offer";
  private offer: Offer | undefined;
  private intake = Intake.ofAll();
  private aside: ShallowPage[] | undefined;
  private pages = 0;
  private waits = false;
  private readonly since: Since | undefined;

  constructor(
    private readonly replica: Replica,
    private readonly terms: Terms,
  ) {
    this.since = terms.shallow ? undefined : terms.since;
  }

  opening(): Message[] {
    const { state } = this.replica;
    const hello = { space: state.charter.space, now: this.replica.nowMillis() };
    const since = this.since && { since: this.since };
    return [{ message: "hello", ...hello, digest: state.digest(), ...since, posts: false }];
  }

  async on(message: Message): Promise<Step> {
    if (this.turn === "offer" && message.message === "same") {
      this.pulled.since = message.at;
      this.pulled.theirs = this.replica.state.digest();
      return end({ ending: "same" });
    }
    if (this.turn === "offer" && message.message === "offer") {
      return this.want(message);
    }
    if (this.turn === "page" && message.message === "page") {
      return this.take(message);
    }
    return refusal(`'${message.message}' is out of turn`);
  }

  private want(offer: Offer): Step {
    if (offer.changed && (!this.since || this.offer)) {
      return refusal("only changed heads came where all were asked for");
    }
    this.offer = offer;
    this.pulled.theirs = offer.digest;
    const { chains } = this.replica.state;
    const lacking = offer.frontier.filter((head) => !chains.has(head));
    if (lacking.length === 0) {
      return this.finished(offer);
    }
    if (this.terms.shallow || offer.purged) {
      return this.wantShallow(offer);
    }
    const asked = new Set(lacking.map((head) => head.replica));
    this.intake = Intake.of(asked, offer.frontier);
    this.turn = "page";
    const have: Points = new Map([...asked].map((replica) => [replica, chains.points(replica)]));
    return answer({ message: "want", have });
  }

  /** Asks for whatever the sender has and will get until the last page: what it says of records is
   * of that time. So it must know what is here of every replica. */
  private wantShallow(offer: Offer): Step {
    if (offer.changed) {
      return answer({ message: "all" });
    }
    this.aside = [];
    this.turn = "page";
    const { chains } = this.replica.state;
    const replicas = new Set(chains.heads().map((head) => head.replica));
    const have: Points = new Map(
      [...replicas].map((replica) => {
        const heads = offer.frontier.filter((head) => head.replica === replica);
        const hasAll = heads.length > 0 && heads.every((head) => chains.has(head));
        return [replica, hasAll ? heads : chains.points(replica)];
      }),
    );
    return answer({ message: "want", have, bodies: "here" });
  }

  /** All that was offered has been taken in. If only changes were, and what is here now is not what
   * the sender has, all heads must tell. */
  private finished(offer: Offer): Step {
    if (offer.changed && this.replica.state.digest() !== offer.digest) {
      this.turn = "offer";
      this.waits = false;
      return answer({ message: "all" });
    }
    this.pulled.since = this.waits ? undefined : offer.at;
    return end({ ending: "complete" }, { message: "done" });
  }

  private async take(page: Page): Promise<Step> {
    if (page.page !== this.pages) {
      return refusal(`page ${page.page} is not due`);
    }
    this.pages++;
    if ((page.beside !== undefined) !== (this.aside !== undefined)) {
      return refusal(`page ${page.page} is of another kind`);
    }
    return this.aside ? this.keep(page, this.aside) : this.integrate(page);
  }

  private async integrate(page: Page): Promise<Step> {
    const { lines, fault } = this.intake.parse(page);
    const forged = this.count(await this.replica.receive(lines));
    if (forged !== undefined || fault !== undefined) {
      return refusal(`page ${page.page}: ${forged ?? fault}`);
    }
    return page.last ? this.finished(this.offer!) : answer({ message: "ack", page: page.page });
  }

  /** Keeps a page of a shallow transfer aside; with the last, all are taken in. */
  private async keep(page: Page, aside: ShallowPage[]): Promise<Step> {
    const { lines, records, fault } = this.intake.parse(page);
    const frontier: Dot[] | undefined = page.beside?.frontier ?? aside.at(-1)?.frontier;
    if (fault !== undefined || !frontier) {
      return refusal(`page ${page.page}: ${fault ?? "it does not tell the frontier"}`);
    }
    aside.push({ lines, records, frontier });
    if (!page.last) {
      return answer({ message: "ack", page: page.page });
    }
    const forged = this.count(await this.takenIn(aside));
    return forged === undefined ? this.finished(this.offer!) : refusal(forged);
  }

  private async takenIn(pages: ShallowPage[]): Promise<Received> {
    try {
      return await this.replica.receiveShallow(pages);
    } catch (error) {
      if (error instanceof NotTaken) {
        return error.received;
      }
      throw error;
    }
  }

  /** Counts what became of lines; says what was forged. */
  private count({ integrated, withheld, remarks }: Received): string | undefined {
    this.pulled.integrated += integrated;
    this.pulled.withheld ||= withheld;
    this.waits ||= remarks.some((remark) => remark.kind === "held");
    const forged = remarks.find((remark) => remark.kind === "forged");
    return forged && `line ${forged.seq} of ${forged.replica} is forged: ${forged.reason}`;
  }
}
