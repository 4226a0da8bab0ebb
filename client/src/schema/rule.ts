// What a `_type` record says of one property. What cannot be understood counts as left out: a type
// from elsewhere is never a reason to fail.

import type { Form } from "../merge/view.ts";
import { ASK, parsePolicy, type Policy } from "../merge/policy.ts";
import { canonical } from "../value/json.ts";
import { field, isFields, same, type Value } from "../value/value.ts";

/** Which values a kind takes. */
const TAKES = {
  any: () => true,
  text: (value: Value) => typeof value === "string",
  number: (value: Value) => typeof value === "number",
  integer: (value: Value) => Number.isInteger(value),
  boolean: (value: Value) => typeof value === "boolean",
  list: (value: Value) => Array.isArray(value),
  object: (value: Value) => isFields(value),
};

export type ValueKind = keyof typeof TAKES;

const FORMS: readonly Form[] = ["plain", "counter", "set"];
const IMPLIED: Record<Form, ValueKind> = { plain: "any", counter: "integer", set: "list" };

/** `initial`: written at create when nothing is given, null for none. `allowed`: empty for no
 * limit. */
export interface PropertyRule {
  kind: ValueKind;
  form: Form;
  initial: Value;
  required: boolean;
  allowed: Value[];
  policy: Policy;
}

/** The rule of a property that no type describes. */
export const NO_RULE: PropertyRule = {
  kind: "any",
  form: "plain",
  initial: null,
  required: false,
  allowed: [],
  policy: ASK,
};

export function readRule(value: Value): PropertyRule {
  if (!isFields(value)) {
    return NO_RULE;
  }
  const form = FORMS.find((one) => one === field(value, "form")) ?? "plain";
  const kinds = Object.keys(TAKES) as ValueKind[];
  const [allowed, policy] = [field(value, "allowed"), field(value, "policy")];
  return {
    kind: kinds.find((one) => one === field(value, "kind")) ?? IMPLIED[form],
    form,
    initial: field(value, "default") ?? null,
    required: field(value, "required") === true,
    allowed: Array.isArray(allowed) ? allowed : [],
    policy: typeof policy === "string" ? parsePolicy(policy) : ASK,
  };
}

/** What is wrong with a value of `property`, a sentence; `undefined` if nothing is. */
export function faultOf(rule: PropertyRule, property: string, value: Value): string | undefined {
  if (value === null) {
    return rule.required ? `${property} is required` : undefined;
  }
  if (!TAKES[rule.kind](value)) {
    return `${property} is no ${rule.kind}`;
  }
  const isBarred = rule.form !== "set" && !isAllowed(rule, value);
  return isBarred ? `${property} is one of ${rule.allowed.map(canonical).join(", ")}` : undefined;
}

/** True if a value, or an element of a set, is among those allowed. */
export function isAllowed(rule: PropertyRule, value: Value): boolean {
  return rule.allowed.length === 0 || rule.allowed.some((one) => same(one, value));
}
