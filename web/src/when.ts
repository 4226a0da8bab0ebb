// A time as people say it, with the whole of it at hand.

import { h } from "./dom.ts";
import { ago, exact, instant } from "./words.ts";

export function when(time: string): HTMLElement {
  const at = instant(time);
  const iso = Number.isNaN(at.getTime()) ? null : at.toISOString();
  return h("time", { datetime: iso, title: exact(time) }, ago(time, new Date()));
}
