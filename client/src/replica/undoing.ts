// Takes a changeset back by a new one: writes what it replaced, wherever its own value still stands
// alone, and lists what has changed since (spec/merge.md, 7).

import { type Body, saidOf } from "../history/body.ts";
import { seenIn } from "../history/naming.ts";
import {
  type Change,
  deletes,
  nameOf,
  type RecordKey,
  recordText,
  type Write,
} from "../record/change.ts";
import { type Dot, names, sameDot } from "../record/dot.ts";
import type { Entry } from "../record/entry.ts";
import { type LiveRecord, liveOf } from "../record/live.ts";
import { keyOf, PRESENCE, total } from "../record/register.ts";
import type { Value } from "../value/value.ts";
import { ChangeBuilder } from "./builder.ts";
import type { Plan } from "./committer.ts";
import { changed, type Composed, SAME } from "./composer.ts";
import { numberIn, Past } from "./past.ts";
import type { Store } from "./store.ts";
import type { Writing } from "./writing.ts";

/** One record while its part of a changeset is undone. */
interface Undone {
  key: RecordKey;
  live: LiveRecord;
  past: Past;
  builder: ChangeBuilder;
  left: string[];
}

export class Undoing {
  constructor(
    private readonly writing: Writing,
    private readonly store: Store,
    private readonly ownTip: Dot | undefined,
  ) {}

  async plan(undoes: Dot, plan: Plan): Promise<void> {
    const branch = this.writing.chains.branchOf(undoes);
    const line = branch && (await this.store.line({ branch: branch.id, seq: undoes.seq }));
    if (!line) {
      plan.reasons.push("there is no such changeset here");
      return;
    }
    const said = line.body && saidOf(line.body, undefined);
    if (!said || line.fault !== undefined) {
      plan.reasons.push("the changeset is void, or its body is not here");
      return;
    }
    if (await this.isBeforeForgotten(undoes, said)) {
      plan.reasons.push("what stood before the changeset is forgotten here");
      return;
    }
    for (const change of said.changes) {
      plan.add(await this.undo(change, undoes, plan.left));
    }
  }

  /** True if a body is not here that the changeset may have replaced entries of. */
  private async isBeforeForgotten(undoes: Dot, said: Body): Promise<boolean> {
    const { chains } = this.writing;
    const seen = said.changes.flatMap(seenIn);
    return (await this.store.gaps()).some(
      ({ dot }) => chains.onChain(dot, undoes) || seen.some((one) => names(one, dot, chains)),
    );
  }

  private async undo(change: Change, undoes: Dot, left: string[]): Promise<Composed> {
    const { key } = change;
    const live = this.writing.live(key);
    if (!live) {
      return SAME;
    }
    const { chains } = this.writing;
    const author = { saw: undefined, ownTip: this.ownTip, lineage: chains };
    const builder = new ChangeBuilder(live, author);
    const isDelete = deletes(change.op);
    const presenceStands = standsAlone(liveOf(live, PRESENCE), undoes);
    if (isDelete ? !presenceStands : !liveOf(live, PRESENCE).some((one) => one.value === false)) {
      left.push(`${nameOf(key)} was ${isDelete ? "changed" : "deleted"} since`);
      return SAME;
    }
    const history = await this.store.history(recordText(key));
    const past = new Past(history, { key, dot: undoes, lineage: chains });
    const before = presenceStands ? past.presenceBefore(change) : [false];
    if (!before.includes(false)) {
      builder.settle(true);
      return changed(builder, "delete", key);
    }
    const undone = { key, live, past, builder, left };
    change.writes.forEach((write) => undoWrite(write, undone));
    past.released(change).forEach(([property, text]) => builder.element(property, text, true));
    return updated(undone, { contests: before.length > 1, isDelete });
  }
}

function updated(
  { builder, key }: Undone,
  { contests, isDelete }: { contests: boolean; isDelete: boolean },
): Composed {
  if (builder.isEmpty && !contests && !isDelete) {
    return SAME;
  }
  if (contests) {
    builder.contest();
  } else if (isDelete) {
    builder.settle(false);
  } else {
    builder.exists();
  }
  return changed(builder, "update", key);
}

function standsAlone(entries: readonly Entry[], dot: Dot): boolean {
  return entries.length > 0 && entries.every((entry) => sameDot(entry.dot, dot));
}

function undoWrite(write: Write, undone: Undone): void {
  const { kind, property, element } = write.register;
  if (kind === "presence") {
    return;
  }
  if (kind === "total") {
    undoTotal(write, undone);
  } else if (!standsAlone(liveOf(undone.live, write.register), undone.past.dot)) {
    const what = kind === "element" ? `'${element}' in ${property}` : property;
    undone.left.push(`${what} of ${nameOf(undone.key)} was changed since`);
  } else if (kind === "element") {
    undone.builder.element(property, element, undone.past.replaced(write).includes(true));
  } else {
    undoPlain(write, undone);
  }
}

function undoTotal({ register, values }: Write, { live, past, builder }: Undone): void {
  const step = numberIn(values[0]!) - past.totalBefore(keyOf(register));
  const own = liveOf(live, register).findLast((entry) => builder.isOwn(entry));
  if (step !== 0) {
    builder.total(register.property, (own ? numberIn(own.value) : 0) - step);
  }
}

function undoPlain(write: Write, { live, past, builder, left }: Undone): void {
  const { property } = write.register;
  const values: Value[] = past.replaced(write);
  const isCounter = liveOf(live, total(property)).length > 0;
  if (values.length < 2) {
    const value = values[0] ?? null;
    builder.plain(property, value, isCounter ? past.absorbedBefore(write, value) : []);
  } else if (isCounter) {
    left.push(`${property} was a decision over counters; set it to what it should be`);
  } else {
    builder.reopen(property, values);
  }
}
