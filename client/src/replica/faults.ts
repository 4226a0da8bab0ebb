// What is wrong with assignments before anything is written: a sentence for each fault.

import type { Form } from "../merge/view.ts";
import { checkName } from "../record/change.ts";
import { DELETED } from "../record/register.ts";
import { faultOf, isAllowed, type PropertyRule } from "../schema/rule.ts";
import type { TypeSchema } from "../schema/schema.ts";
import { attempt, refuse } from "../value/malformed.ts";
import type { Assign } from "./edit.ts";

/** The form in which an assignment writes. */
const WRITES: Record<Assign["form"], Form> = {
  set: "plain",
  add: "counter",
  put: "set",
  drop: "set",
};

export function faultsOf(assigns: Assign[], schema: TypeSchema): string[] {
  const targets = new Set<string>();
  return assigns.flatMap((assign) => {
    const target = targetOf(assign);
    const twice = targets.has(target) ? [`${assign.property} is assigned twice`] : [];
    targets.add(target);
    return attempt(
      () => check(assign, schema) ?? twice,
      (reason) => [...twice, reason],
    );
  });
}

/** What must not stand twice in one change: a plain value, a total, an element. */
function targetOf(assign: Assign): string {
  const element = "element" in assign ? assign.element : "";
  return `${WRITES[assign.form]}\0${assign.property}\0${element}`;
}

function check(assign: Assign, schema: TypeSchema): undefined {
  const property = checkName("property", assign.property);
  if (property === DELETED) {
    refuse("_deleted is the system's: use delete");
  }
  const rule = schema.rule(property);
  const form = WRITES[assign.form];
  if (form !== "plain" && schema.rules.has(property) && rule.form !== form) {
    refuse(`${property} is a ${rule.form} by its type`);
  }
  if (assign.form === "set") {
    const fault = faultOf(rule, property, assign.value);
    if (fault !== undefined) {
      refuse(fault);
    }
  } else if (assign.form === "put") {
    checkElement(rule, assign);
  } else if (assign.form === "add" && !Number.isInteger(assign.step)) {
    refuse(`the step of ${property} is no integer`);
  }
}

function checkElement(rule: PropertyRule, put: { property: string; element: string }): void {
  checkName("element", put.element);
  if (!isAllowed(rule, put.element)) {
    refuse(`'${put.element}' is not allowed in ${put.property}`);
  }
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
