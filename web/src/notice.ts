// The line at the foot of the page that says what came of something.

import { button, fill, h } from "./dom.ts";
import type { Offer } from "./view.ts";

const SHORT_MILLIS = 6_000;

export class Notice {
  readonly element = h("div", { class: "notice", role: "status", "aria-live": "polite" });
  private timer = 0;
  private offer: Offer | null = null;

  /** One without an offer goes by itself. */
  say(text: string, offer: Offer | null, bad = false): void {
    clearTimeout(this.timer);
    this.offer = offer;
    this.element.classList.toggle("bad", bad);
    this.element.classList.add("there");
    fill(
      this.element,
      h("span", {}, text),
      offer && button(offer.label, () => this.take(), { class: "quiet" }),
      button("×", () => this.hide(), { class: "quiet", "aria-label": "Dismiss" }),
    );
    if (offer === null && !bad) {
      this.timer = window.setTimeout(() => this.hide(), SHORT_MILLIS);
    }
  }

  /** Does what is offered; false if nothing is. */
  take(): boolean {
    const offer = this.offer;
    this.hide();
    offer?.act();
    return offer !== null;
  }

  /** Goes if it was about trouble: that stays behind with its place. */
  pass(): void {
    if (this.element.classList.contains("bad")) {
      this.hide();
    }
  }

  hide(): void {
    clearTimeout(this.timer);
    this.offer = null;
    this.element.classList.remove("there");
    this.element.replaceChildren();
  }
}
