// What is wrong with assignments before anything is written: a sentence for each fault.

import type { Form, PropertyView, RecordView } from "../merge/view.ts";
import { checkName } from "../record/change.ts";
import { DELETED } from "../record/register.ts";
import { faultOf, isAllowed, type PropertyRule } from "../schema/rule.ts";
import type { TypeSchema } from "../schema/schema.ts";
import { attempt, refuse } from "../value/malformed.ts";
import { isInteger } from "../value/value.ts";
import type { Assign } from "./edit.ts";

/** The form in which an assignment writes. */
const WRITES: Record<Assign["form"], Form> = {
  set: "plain",
  add: "counter",
  put: "set",
  drop: "set",
};

/** `view`: the record as it stands, for an update. */
export function faultsOf(assigns: Assign[], schema: TypeSchema, view?: RecordView): string[] {
  const targets = new Set<string>();
  return assigns.flatMap((assign) => {
    const target = targetOf(assign);
    const twice = targets.has(target) ? [`${assign.property} is assigned twice`] : [];
    targets.add(target);
    return attempt(
      () => check(assign, schema, view) ?? twice,
      (reason) => [...twice, reason],
    );
  });
}

/** What must not stand twice in one change: a plain value, a total, an element. */
function targetOf(assign: Assign): string {
  const element = "element" in assign ? assign.element : "";
  return `${WRITES[assign.form]}\0${assign.property}\0${element}`;
}

function check(assign: Assign, schema: TypeSchema, view?: RecordView): undefined {
  const property = checkName("property", assign.property);
  if (property === DELETED) {
    refuse("_deleted is the system's: use delete");
  }
  const rule = schema.rule(property);
  const form = WRITES[assign.form];
  if (form !== "plain") {
    if (schema.rules.has(property) && rule.form !== form) {
      refuse(`${property} is no ${form} by its type`);
    }
    if (hides(form, view?.properties.get(property))) {
      refuse(`${property} holds what no ${form} has`);
    }
  }
  if (assign.form === "set") {
    const fault = faultOf(rule, property, assign.value);
    if (fault !== undefined) {
      refuse(fault);
    }
  } else if (assign.form === "put") {
    checkElement(rule, assign);
  } else if (assign.form === "add" && !Number.isInteger(assign.step)) {
    refuse(`the step of ${property} is not an integer within 2^53`);
  }
}

function checkElement(rule: PropertyRule, put: { property: string; element: string }): void {
  checkName("element", put.element);
  if (!isAllowed(rule, put.element)) {
    refuse(`'${put.element}' is not allowed in ${put.property}`);
  }
}

/** True if a step or an element would hide the value that stands. */
function hides(form: Form, now: PropertyView | undefined): boolean {
  return (
    now !== undefined &&
    (form === "set" ? !Array.isArray(now.value) : now.form !== form && !isInteger(now.value))
  );
}

/** The required properties that a create does not give. */
export function missing(assigns: Assign[], schema: TypeSchema): string[] {
  return [...schema.rules].flatMap(([property, rule]) =>
    rule.required && !isGiven(property, assigns) ? [`${property} is required`] : [],
  );
}

export function isGiven(property: string, assigns: Assign[]): boolean {
  return assigns.some((assign) => assign.property === property);
}
