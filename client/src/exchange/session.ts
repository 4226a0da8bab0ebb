// One exchange as a state machine: messages in, messages out. What carries the bytes is no business
// of it. Messages must be given to it one after the other.

import type { Replica } from "../replica/replica.ts";
import type { Bytes } from "../value/bytes.ts";
import { attempt } from "../value/malformed.ts";
import { decode, encode } from "./encoding.ts";
import { type Ending, type Message, refusal, type Step } from "./message.ts";
import { type Pulled, Pulling, type Terms } from "./pulling.ts";
import { Serving } from "./serving.ts";

export class Session {
  ending: Ending = { ending: "open" };
  private nextIn = 0;
  private nextOut = 0;

  private constructor(private readonly side: Pulling | Serving) {}

  static pull(replica: Replica, terms: Terms): Session {
    return new Session(new Pulling(replica, terms));
  }

  static serve(replica: Replica): Session {
    return new Session(new Serving(replica));
  }

  /** What this side says first: a message if it pulls, none if it serves. To be called once. */
  opening(): Bytes[] {
    return this.encoded(this.side.opening());
  }

  /** What came of a pull so far. */
  get pulled(): Pulled | undefined {
    return this.side.pulled;
  }

  get isOver(): boolean {
    return this.ending.ending !== "open";
  }

  /** Takes a message from the other side; gives what to send it, in order. */
  async receive(bytes: Bytes): Promise<Bytes[]> {
    if (this.isOver) {
      return [];
    }
    const { answers, ending } = await this.take(bytes);
    this.ending = ending;
    return this.encoded(answers);
  }

  private take(bytes: Bytes): Step | Promise<Step> {
    const read = attempt(() => decode(bytes), refusal);
    if ("ending" in read) {
      return read;
    }
    if (read.number < this.nextIn) {
      return { answers: [], ending: this.ending };
    }
    if (read.number > this.nextIn) {
      return refusal(`message ${this.nextIn} is missing, ${read.number} came`);
    }
    this.nextIn++;
    if (read.message.message === "refuse") {
      const reason = `the other side refused: ${read.message.reason}`;
      return { answers: [], ending: { ending: "failed", reason } };
    }
    return this.side.on(read.message);
  }

  private encoded(messages: Message[]): Bytes[] {
    return messages.map((message) => encode({ number: this.nextOut++, message }));
  }
}
