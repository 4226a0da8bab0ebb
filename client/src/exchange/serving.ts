// The side that gives. Writes nothing to its replica.

import { type Line, lineBytes } from "../history/line.ts";
import type { RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import { Outgoing } from "../replica/outgoing.ts";
import type { Replica } from "../replica/replica.ts";
import { type Bytes, concat } from "../value/bytes.ts";
import { utf8 } from "../value/text.ts";
import { writeLiveDots } from "./livedots.ts";
import {
  answer,
  type Beside,
  end,
  type Message,
  type MessageOf,
  type Page,
  refusal,
  type Step,
} from "./message.ts";

/** How many pages may be under way without an answer. */
const WINDOW_PAGES = 2;

export class Serving {
  private turn: "hello" | "want" | "ack" = "hello";
  private outgoing: Outgoing | undefined;
  private pages = 0;
  private acknowledged = 0;
  private lastSent = false;

  /** Nothing: it takes nothing, and waits to be asked. */
  readonly pulled: undefined;

  constructor(private readonly replica: Replica) {}

  opening(): Message[] {
    return [];
  }

  async on(message: Message): Promise<Step> {
    switch (message.message) {
      case "hello":
        return this.turn === "hello" ? this.greet(message) : outOfTurn(message);
      case "want":
        return this.turn === "want" ? this.begin(message) : outOfTurn(message);
      case "ack":
        return this.turn === "ack" ? this.goOn(message.page) : outOfTurn(message);
      case "fill":
        return this.mayEnd() ? this.fill(message.dots) : outOfTurn(message);
      case "done":
        return this.mayEnd() ? end({ ending: "complete" }) : outOfTurn(message);
      default:
        return outOfTurn(message);
    }
  }

  private mayEnd(): boolean {
    return this.turn === "want" || (this.turn === "ack" && this.lastSent);
  }

  private greet(hello: MessageOf<"hello">): Step {
    const { charter, chains, head } = this.replica.state;
    if (hello.space !== charter.space) {
      return refusal(`this is space ${charter.space}, not ${hello.space}`);
    }
    if (hello.posts) {
      return refusal(`no posts of space ${charter.space} are kept here`);
    }
    const at = { epoch: head.epoch, number: head.number };
    const now = this.replica.nowMillis();
    const digest = this.replica.state.digest();
    if (digest === hello.digest) {
      return end({ ending: "same" }, { message: "same", now, at });
    }
    this.turn = "want";
    const told = { changed: false, frontier: chains.heads(), purged: false };
    return answer({ message: "offer", now, at, digest, ...told });
  }

  private begin({ have, bodies }: MessageOf<"want">): Promise<Step> {
    this.outgoing = new Outgoing(this.replica, { have, shallow: bodies !== undefined });
    this.turn = "ack";
    return this.nextPages();
  }

  private goOn(page: number): Promise<Step> | Step {
    if (page !== this.acknowledged || page >= this.pages) {
      return refusal(`page ${page} is not due`);
    }
    this.acknowledged++;
    return this.nextPages();
  }

  private async nextPages(): Promise<Step> {
    const messages: Page[] = [];
    while (!this.lastSent && this.pages - this.acknowledged < WINDOW_PAGES) {
      messages.push(await this.nextPage(this.outgoing!));
    }
    return answer(...messages);
  }

  private async nextPage(outgoing: Outgoing): Promise<Page> {
    const { lines, records, last } = await outgoing.next();
    this.lastSent = last;
    const parts = lines.map(lineBytes);
    const beside = outgoing.isShallow ? this.beside(records, parts) : undefined;
    const told = { page: this.pages++, last, lines: lines.length, ...(beside && { beside }) };
    return { message: "page", ...told, bytes: concat(...parts) };
  }

  /** Tells the live dots of records, after the lines. */
  private beside(records: RecordKey[], parts: Bytes[]): Beside {
    const { state } = this.replica;
    for (const key of records) {
      parts.push(utf8(`${writeLiveDots(key, state.live(key)!)}\n`));
    }
    return { purged: [], records: records.length, frontier: state.chains.heads() };
  }

  /** Brings the bodies that are here of those that somebody has forgotten. */
  private async fill(dots: Dot[]): Promise<Step> {
    const found = await Promise.all(dots.map((dot) => this.replica.lineOf(dot)));
    const lines = found.filter((line): line is Line => line !== undefined);
    const bytes = concat(...lines.map(lineBytes));
    return answer({ message: "filled", looked: dots.length, lines: lines.length, bytes });
  }
}

function outOfTurn({ message }: Message): Step {
  return refusal(`'${message}' is out of turn`);
}
