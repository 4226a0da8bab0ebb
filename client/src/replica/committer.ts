// Writes drafts as this replica's own lines, within one transaction.

import { type Body, readBody, saidOf } from "../history/body.ts";
import { dotOf, headMessage } from "../history/chain.ts";
import { sign } from "../history/keys.ts";
import { MAX_BODY_BYTES, MAX_GROUP_LINES } from "../history/line.ts";
import { shorten } from "../history/naming.ts";
import { bodyText } from "../history/writer.ts";
import { type Change, nameOf, recordText } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import { Malformed } from "../value/malformed.ts";
import { utf8 } from "../value/text.ts";
import { compareTimes, nextTime, type Time } from "../value/time.ts";
import type { Branch } from "./chains.ts";
import { type Composed, Composer } from "./composer.ts";
import type { Draft, Edit, Outcome } from "./edit.ts";
import { DAY_MILLIS } from "./verdict.ts";
import { lineWith, type Writing } from "./writing.ts";

/** What a draft comes to before it is written. */
export class Plan {
  readonly changes: Change[] = [];
  readonly reasons: string[] = [];
  readonly left: string[] = [];
  newest: Time | undefined;

  add(composed: Composed): void {
    if (composed.result === "rejected") {
      this.reasons.push(...composed.reasons);
    } else if (composed.result === "changed") {
      this.changes.push(composed.change);
      const { newest } = composed;
      if (newest && (!this.newest || compareTimes(newest, this.newest) > 0)) {
        this.newest = newest;
      }
    }
  }
}

/** Makes the plan of a draft that undoes a changeset. */
export type Undo = (dot: Dot, plan: Plan) => Promise<void>;

export class Committer {
  private unsignedLines = 0;
  private unsignedBytes = 0;

  /** `retired`: this replica's last line said that nothing follows. */
  constructor(
    private readonly writing: Writing,
    private readonly nowMillis: number,
    private retired: boolean,
    private readonly undo: Undo,
  ) {}

  /** The end of the own chain. */
  get ownTip(): Dot | undefined {
    const own = this.own();
    return own && dotOf(this.writing.chains.place(own, own.head)!);
  }

  private own(): Branch | undefined {
    return this.writing.chains.of(this.writing.head.identity.origin.replica)[0];
  }

  /** Writes one draft, or nothing of it. */
  async commit(draft: Draft): Promise<Outcome> {
    const plan = new Plan();
    const bar = this.bar();
    if (bar !== undefined) {
      plan.reasons.push(bar);
    } else if (draft.undoes) {
      await this.undo(draft.undoes, plan);
    } else {
      this.planEdits(draft.edits ?? [], plan);
    }
    if (plan.reasons.length > 0) {
      return { result: "refused", reasons: plan.reasons };
    }
    if (plan.changes.length === 0 && !draft.retires) {
      return { result: "unchanged", left: plan.left };
    }
    return this.write(draft, plan);
  }

  private planEdits(edits: Edit[], plan: Plan): void {
    const composer = new Composer(this.writing, this.ownTip);
    const keys = new Set<string>();
    for (const edit of edits) {
      const key = recordText(edit.key);
      if (keys.has(key)) {
        plan.reasons.push(`${nameOf(edit.key)} is edited twice in one changeset`);
      } else {
        plan.add(composer.compose(edit));
      }
      keys.add(key);
    }
  }

  /** Why this replica may not write now. */
  private bar(): string | undefined {
    if ((this.own()?.millis ?? 0) > this.nowMillis + DAY_MILLIS) {
      return "the clock is over a day behind this replica's last change; set the clock right";
    }
    if (this.writing.charter.write === "granted" && !this.writing.head.identity.origin.grant) {
      return "this replica has no grant for this space; ask its owner for one";
    }
    return this.retired ? "this replica has retired" : undefined;
  }

  private async write(draft: Draft, plan: Plan): Promise<Outcome> {
    try {
      const body = this.bodyOf(draft, plan);
      const bytes = utf8(bodyText(body));
      if (bytes.length > MAX_BODY_BYTES) {
        return refused(`the changeset has ${bytes.length} bytes, the limit is ${MAX_BODY_BYTES}`);
      }
      const reading = readBody(bytes, this.limit());
      return reading.verdict === "good"
        ? await this.append(reading.body, bytes, plan)
        : refused(reading.verdict === "void" ? reading.reason : `format ${reading.format}`);
    } catch (error) {
      if (error instanceof Malformed) {
        return refused(error.message);
      }
      throw error;
    }
  }

  private limit() {
    const { charter, head } = this.writing;
    return charter.write === "granted" ? head.identity.origin.grant : undefined;
  }

  private bodyOf(draft: Draft, plan: Plan): Body {
    return {
      time: this.timeAfter(plan.newest),
      author: draft.author,
      note: draft.note,
      undone: draft.undoes && { replica: draft.undoes.replica, seq: draft.undoes.seq },
      retires: draft.retires ?? false,
      changes: shorten(plan.changes, this.writing.chains),
    };
  }

  /** The wall clock if it is later than everything replaced, else just after that. */
  private timeAfter(newest: Time | undefined): Time {
    const now = { millis: this.nowMillis, count: 0 };
    return !newest || compareTimes(now, newest) > 0 ? now : nextTime(newest);
  }

  private async append(body: Body, bytes: ReturnType<typeof utf8>, plan: Plan): Promise<Outcome> {
    const isFull = this.unsignedBytes + bytes.length > MAX_BODY_BYTES;
    if (this.unsignedLines >= MAX_GROUP_LINES || isFull) {
      await this.finish();
    }
    const branch = this.own() ?? this.writing.addRoot(this.writing.head.identity.origin);
    const longer = this.writing.append(branch, lineWith(bytes, body));
    this.retired = body.retires;
    this.unsignedLines++;
    this.unsignedBytes += bytes.length;
    return {
      result: "committed",
      dot: dotOf(this.writing.chains.place(longer, longer.head)!),
      changed: body.changes.map((change) => change.key),
      left: plan.left,
    };
  }

  /** Signs what has been written. */
  async finish(): Promise<void> {
    const own = this.own();
    if (own && this.unsignedLines > 0) {
      const place = this.writing.chains.place(own, own.head)!;
      const message = headMessage(this.writing.charter.space, place);
      this.writing.sign(await sign(this.writing.head.identity.secret, message));
    }
    this.unsignedLines = 0;
    this.unsignedBytes = 0;
  }
}

function refused(reason: string): Outcome {
  return { result: "refused", reasons: [reason] };
}

/** True if these are the bytes of a body that retires its replica. */
export function retires(bytes: Uint8Array | undefined): boolean {
  return bytes !== undefined && (saidOf(bytes, undefined)?.retires ?? false);
}
