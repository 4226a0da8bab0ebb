// Makes changes out of edits: what to write, in which form, over what (spec/merge.md, 5 and 6).

import type { RecordView } from "../merge/view.ts";
import { type Change, nameOf, type RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import { sameDot } from "../record/dot.ts";
import type { Absorbed, Entry } from "../record/entry.ts";
import { type LiveRecord, liveOf, NOTHING_LIVE } from "../record/live.ts";
import {
  compareKeys,
  element,
  keyOf,
  plain,
  PRESENCE,
  type Register,
  registerOf,
  total,
} from "../record/register.ts";
import type { TypeSchema } from "../schema/schema.ts";
import { attempt, refuse } from "../value/malformed.ts";
import { isInteger, same, type Value } from "../value/value.ts";
import { type Time } from "../value/time.ts";
import { ChangeBuilder } from "./builder.ts";
import type { Assign, Edit } from "./edit.ts";
import { faultsOf, isGiven, missing } from "./faults.ts";
import { type Reading, viewUnder } from "./state.ts";

/** What an edit comes to: a change and the time of the newest entry it replaces, nothing to write,
 * or sentences that say why not. */
export type Composed =
  | { result: "changed"; change: Change; newest: Time | undefined }
  | { result: "same" }
  | { result: "rejected"; reasons: string[] };

/** Nothing to write. */
export const SAME: Composed = { result: "same" };

type EditOf<Op extends Edit["op"]> = Extract<Edit, { op: Op }>;

export class Composer {
  constructor(
    private readonly reading: Reading,
    private readonly ownTip: Dot | undefined,
  ) {}

  compose(edit: Edit): Composed {
    return attempt(() => this.composed(edit), rejected);
  }

  private composed(edit: Edit): Composed {
    const live = this.reading.live(edit.key) ?? NOTHING_LIVE;
    switch (edit.op) {
      case "create":
        return this.create(edit, live);
      case "update":
        return this.update(edit, live);
      case "delete":
        return this.delete(edit, live);
      case "purge":
        return this.purge(edit, live);
    }
  }

  private builder(live: LiveRecord, saw: Dot[] | undefined): ChangeBuilder {
    return new ChangeBuilder(live, { saw, ownTip: this.ownTip, lineage: this.reading.chains });
  }

  private view(key: RecordKey, live: LiveRecord): RecordView {
    const schema = this.reading.schema(key.type);
    return viewUnder(key, live, { schema, lineage: this.reading.chains });
  }

  /** The same of a record that was there at some time. */
  private viewOf(key: RecordKey, live: LiveRecord): RecordView {
    return live.size > 0 ? this.view(key, live) : refuse(`there is no ${nameOf(key)} here`);
  }

  private create({ key, assigns }: EditOf<"create">, live: LiveRecord): Composed {
    if (live.size > 0 && this.view(key, live).exists) {
      refuse(`${nameOf(key)} exists already; update it, or choose another id`);
    }
    const schema = this.reading.schema(key.type);
    const all = withDefaults(assigns, schema);
    const faults = [...faultsOf(all, schema), ...missing(all, schema)];
    if (faults.length > 0) {
      return rejected(...faults);
    }
    const builder = this.builder(live, undefined);
    builder.settle(false);
    const written = new Set<string>();
    all.forEach((assign) => force(builder, assign, { live, written }));
    hideRest(builder, all, { live, written });
    return changed(builder, "create", key);
  }

  private update({ key, assigns, saw, keeps }: EditOf<"update">, live: LiveRecord): Composed {
    const view = this.viewOf(key, live);
    if (!view.exists && !keeps && !isStale(saw, live)) {
      refuse(`${nameOf(key)} is deleted; create it again, or undo the delete`);
    }
    const schema = this.reading.schema(key.type);
    const faults = faultsOf(assigns, schema, view);
    if (faults.length > 0) {
      return rejected(...faults);
    }
    const builder = this.builder(live, saw);
    assigns.forEach((one) => assign(builder, one, live, view));
    const settles = keeps && view.presence.entries.some((entry) => entry.value === true);
    if (builder.isEmpty && !settles) {
      return SAME;
    }
    if (keeps) {
      builder.settle(false);
    } else {
      builder.exists();
    }
    return changed(builder, "update", key);
  }

  private delete({ key, saw }: EditOf<"delete">, live: LiveRecord): Composed {
    if (!this.viewOf(key, live).exists) {
      refuse(`${nameOf(key)} is deleted already`);
    }
    const builder = this.builder(live, saw);
    builder.settle(true);
    return changed(builder, "delete", key);
  }

  private purge({ key }: EditOf<"purge">, live: LiveRecord): Composed {
    const { exists } = this.viewOf(key, live);
    const builder = this.builder(live, undefined);
    const properties = registersOf(live)
      .filter((register) => register.kind !== "presence")
      .map((register) => register.property);
    new Set(properties).forEach((property) => letGo(builder, property, live));
    if (builder.isEmpty && !exists) {
      return SAME;
    }
    builder.settle(true);
    return changed(builder, "purge", key);
  }
}

/** What a builder has collected. */
export function changed(builder: ChangeBuilder, op: Change["op"], key: RecordKey): Composed {
  return { result: "changed", change: builder.build(op, key), newest: builder.newest };
}

function rejected(...reasons: string[]): Composed {
  return { result: "rejected", reasons };
}

/** The registers of a record, in their order. */
function registersOf(live: LiveRecord): Register[] {
  return [...live.keys()].sort(compareKeys).map(registerOf);
}

function withDefaults(assigns: Assign[], schema: TypeSchema): Assign[] {
  const more = [...schema.rules].flatMap(([property, rule]): Assign[] =>
    rule.initial === null || isGiven(property, assigns)
      ? []
      : [{ form: "set", property, value: rule.initial }],
  );
  return [...assigns, ...more];
}

/** What a create finds underneath, and what it has written so far. */
interface Underneath {
  live: LiveRecord;
  written: Set<string>;
}

/** Writes an assignment of a create, whatever stands underneath. */
function force(builder: ChangeBuilder, assign: Assign, { live, written }: Underneath): void {
  const { property } = assign;
  switch (assign.form) {
    case "set":
      if (assign.value !== null) {
        builder.plain(property, assign.value, builder.absorbable(property));
        written.add(keyOf(plain(property)));
      }
      break;
    case "add":
      add(builder, assign, live);
      break;
    case "put":
      builder.element(property, assign.element, true);
      written.add(keyOf(element(property, assign.element)));
      break;
    case "drop":
      refuse(`there is no ${assign.element} in ${property}`);
  }
}

/** What a create over a deleted record gives no value must not shine through. */
function hideRest(builder: ChangeBuilder, assigns: Assign[], { live, written }: Underneath): void {
  const isNew = (register: Register) => {
    const key = keyOf(register);
    return !written.has(key) && written.add(key) !== undefined;
  };
  for (const register of registersOf(live)) {
    const { kind, property } = register;
    if (kind === "element") {
      if (isNew(register)) {
        builder.element(property, register.element, isListed(register, assigns));
      }
    } else if (kind !== "presence" && isNew(plain(property))) {
      builder.plain(property, null, builder.absorbable(property));
    }
  }
}

/** True if the list that a create gives holds this element, which must not be hidden then. */
function isListed({ property, element: text }: Register, assigns: Assign[]): boolean {
  return assigns.some(
    (assign) =>
      assign.form === "set" &&
      assign.property === property &&
      Array.isArray(assign.value) &&
      assign.value.includes(text),
  );
}

/** True if something of the record's presence was not seen by the client. */
function isStale(saw: Dot[] | undefined, live: LiveRecord): boolean {
  const entries = liveOf(live, PRESENCE);
  return saw !== undefined && entries.some((entry) => !saw.some((dot) => sameDot(dot, entry.dot)));
}

function assign(builder: ChangeBuilder, one: Assign, live: LiveRecord, view: RecordView): void {
  switch (one.form) {
    case "set":
      set(builder, one, live);
      break;
    case "add":
      add(builder, one, live);
      break;
    default:
      setElement(builder, one, live, view);
  }
}

function set(
  builder: ChangeBuilder,
  { property, value }: { property: string; value: Value },
  live: LiveRecord,
): void {
  const entries = liveOf(live, plain(property));
  const absorbed = builder.absorbable(property);
  if (stands(entries, value) && absorbs(entries, absorbed)) {
    return;
  }
  if (absorbed.length > 0) {
    if (value !== null && !isInteger(value)) {
      refuse(`the counter ${property} is not an integer within 2^53`);
    }
    if (builder.meetsNewer(property, value)) {
      refuse(`${property} was set again since it was read; read it and try again`);
    }
  }
  builder.plain(property, value, absorbed);
}

function stands(entries: readonly Entry[], value: Value): boolean {
  return entries.length === 0 ? value === null : entries.every((one) => same(one.value, value));
}

/** True if the base has absorbed just these totals already. */
function absorbs(entries: readonly Entry[], absorbed: Absorbed[]): boolean {
  const last = entries.at(-1);
  return (
    absorbed.length === 0 ||
    (last !== undefined && totals(last.absorbed).join() === totals(absorbed).join())
  );
}

function totals(absorbed: Absorbed[]): string[] {
  return absorbed.map((one) => `${one.seen.tip.replica}:${one.seen.seq}=${one.total}`).sort();
}

function add(
  builder: ChangeBuilder,
  { property, step }: { property: string; step: number },
  live: LiveRecord,
): void {
  if (step === 0) {
    return;
  }
  const own = liveOf(live, total(property)).filter((entry) => builder.isOwn(entry));
  const before = own.map((entry) => entry.value).findLast((value) => typeof value === "number");
  const sum = (before ?? 0) + step;
  if (!isInteger(sum)) {
    refuse(`the counter ${property} is not an integer within 2^53`);
  }
  builder.total(property, sum);
}

function setElement(
  builder: ChangeBuilder,
  { form, property, element: text }: { form: "put" | "drop"; property: string; element: string },
  live: LiveRecord,
  view: RecordView,
): void {
  const wanted = form === "put";
  const entries = liveOf(live, element(property, text));
  const now = view.properties.get(property)?.value;
  const stands =
    entries.length > 0
      ? entries.every((entry) => entry.value === wanted)
      : wanted === (Array.isArray(now) && now.includes(text));
  if (!stands) {
    builder.element(property, text, wanted);
  }
}

function letGo(builder: ChangeBuilder, property: string, live: LiveRecord): void {
  const entries = liveOf(live, plain(property));
  const absorbed = builder.absorbable(property);
  if (!stands(entries, null) || !absorbs(entries, absorbed)) {
    builder.forget(property, absorbed);
  }
  builder.release(property);
}
