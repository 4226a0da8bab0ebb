// Asking for records by the values of their properties: a test and an order over views.

import { type RecordView } from "../merge/view.ts";
import { compareTexts } from "../value/text.ts";
import { compareValues, same, type Value } from "../value/value.ts";

/** What a property must be: one of the values of `in`, not `not`, containing a text, or within
 * bounds. A plain value stands for being equal to it; null for being unset. */
export type Condition =
  | null
  | boolean
  | number
  | string
  | {
      in?: Value[];
      not?: Value;
      contains?: string;
      above?: number | string;
      atLeast?: number | string;
      below?: number | string;
      atMost?: number | string;
    };

/** Which records of a type, in which order, how many. `sort`: a property, with `-` before it
 * downwards; unset comes first. Without it by id, which for ids made here is by age. */
export interface Query {
  type: string;
  where?: Record<string, Condition>;
  sort?: string;
  limit?: number;
}

/** The records that exist and pass, in order. */
export function select(views: RecordView[], query: Query): RecordView[] {
  const conditions = Object.entries(query.where ?? {});
  const found = views.filter(
    (view) =>
      view.exists &&
      conditions.every(([property, condition]) => passes(valueIn(view, property), condition)),
  );
  return found.sort(orderOf(query.sort)).slice(0, query.limit);
}

function valueIn(view: RecordView, property: string): Value {
  return view.properties.get(property)?.value ?? null;
}

function orderOf(sort: string | undefined): (left: RecordView, right: RecordView) => number {
  const byId = (left: RecordView, right: RecordView) => compareTexts(left.key.id, right.key.id);
  if (sort === undefined) {
    return byId;
  }
  const sign = sort.startsWith("-") ? -1 : 1;
  const property = sign < 0 ? sort.slice(1) : sort;
  return (left, right) =>
    sign * compareValues(valueIn(left, property), valueIn(right, property)) || byId(left, right);
}

function passes(value: Value, condition: Condition): boolean {
  if (typeof condition !== "object" || condition === null) {
    return same(value, condition);
  }
  const { contains } = condition;
  return (
    (condition.in === undefined || condition.in.some((one) => same(one, value))) &&
    (condition.not === undefined || !same(condition.not, value)) &&
    (contains === undefined || holds(value, contains.toLowerCase())) &&
    compares(value, condition.above, (difference) => difference > 0) &&
    compares(value, condition.atLeast, (difference) => difference >= 0) &&
    compares(value, condition.below, (difference) => difference < 0) &&
    compares(value, condition.atMost, (difference) => difference <= 0)
  );
}

/** True if a text, or an item of a list, contains `part`, whatever the case. */
function holds(value: Value, part: string): boolean {
  return Array.isArray(value)
    ? value.some((item) => holds(item, part))
    : value !== null && String(value).toLowerCase().includes(part);
}

/** Bounds are passed only by values of their own kind. */
function compares(
  value: Value,
  bound: number | string | undefined,
  fits: (difference: number) => boolean,
): boolean {
  return (
    bound === undefined || (typeof value === typeof bound && fits(compareValues(value, bound)))
  );
}
