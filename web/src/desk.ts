// The page around what is shown: where one is, what is live, which keys act. One at a time.

import { h } from "./dom.ts";
import { Frame } from "./frame.ts";
import { help, lettersOn, step, typing } from "./keys.ts";
import { Live } from "./live.ts";
import { type Node, Trouble } from "./node.ts";
import { Notice } from "./notice.ts";
import { above, address, type Filter, type Place, place, spaceOf } from "./place.ts";
import type { Item } from "./shapes.ts";
import { type Offer, reason, type Stage, type View } from "./view.ts";
import { viewOf } from "./views.ts";

/** How long changes are gathered before what is shown is read anew. */
const GATHER_MILLIS = 60;

export class Desk implements Stage {
  readonly node: Node;
  private readonly expired: (why: string) => void;
  private readonly notice = new Notice();
  private readonly frame: Frame;
  private readonly control = new AbortController();
  private readonly filters = new Map<string, Filter>();
  private where: Place = { kind: "spaces" };
  private view: View | null = null;
  private failed: View | null = null;
  private live: Live | null = null;
  private followed: string | null = null;
  private loading = false;
  private stale = false;
  private gather = 0;
  private every = 0;

  constructor(node: Node, expired: (why: string) => void) {
    this.node = node;
    this.expired = expired;
    this.frame = new Frame(node, () => this.live?.now());
  }

  open(): void {
    document.body.replaceChildren(this.frame.element, this.notice.element);
    const { signal } = this.control;
    window.addEventListener("hashchange", () => void this.arrive(), { signal });
    window.addEventListener("keydown", (event) => this.pressed(event), { signal });
    window.addEventListener("beforeunload", (event) => this.leaving(event), { signal });
    void this.arrive();
  }

  close(): void {
    this.control.abort();
    this.live?.close();
    clearTimeout(this.gather);
    clearInterval(this.every);
  }

  go(to: Place): void {
    location.hash = address(to);
  }

  say(text: string, offer?: Offer): void {
    this.notice.say(text, offer ?? null);
  }

  fail(trouble: unknown): void {
    if (trouble instanceof Trouble && trouble.status === 401) {
      this.expired(trouble.message);
    } else {
      this.notice.say(reason(trouble), null, true);
    }
  }

  async undo(space: string, number: number): Promise<void> {
    try {
      const done = await this.node.undo(space, number);
      const again = done.number;
      const left = done.left?.length ? ` Left as it is: ${done.left.join("; ")}.` : "";
      const word = done.result === "unchanged" ? "There was nothing left to undo." : "Undone.";
      const offer = { label: "Undo that", act: () => void this.undo(space, again ?? 0) };
      this.say(word + left, again === undefined ? undefined : offer);
    } catch (trouble) {
      this.fail(trouble);
    }
    this.reload();
  }

  reload(): void {
    void this.refresh();
  }

  private leaving(event: BeforeUnloadEvent): void {
    if (this.view?.busy?.()) {
      event.preventDefault();
    }
  }

  /** Shows the place that stands in the address. */
  private async arrive(): Promise<void> {
    const before = this.where;
    const first = this.view === null;
    this.where = place(location.hash);
    if (before.kind === "type") {
      this.filters.set(`${before.space} ${before.type}`, before.filter); // as it was left
    }
    if (!first) {
      this.notice.pass();
    }
    this.follow(spaceOf(this.where));
    const sameTable =
      before.kind === "type" && this.where.kind === "type" && before.type === this.where.type;
    const view = viewOf(this.where, this);
    this.view = view;
    clearInterval(this.every);
    if (view.every !== undefined) {
      this.every = window.setInterval(() => this.tick(), view.every);
    }
    document.title = view.title === "" ? "Skein" : `${view.title} · Skein`;
    this.stale = false;
    this.loading = false;
    await this.refresh();
    if (this.view === view) {
      this.frame.show(view.element);
      this.focus(view, before, first || sameTable);
    }
  }

  /** The focus goes to the line one came from, else to the heading. */
  private focus(view: View, before: Place, stay: boolean): void {
    const from = before.kind === "record" ? address(before) : null;
    const line = [...view.element.querySelectorAll<HTMLElement>("[data-line]")].find(
      (one) => from !== null && one.getAttribute("href") === from,
    );
    if (line !== undefined) {
      line.focus();
    } else if (stay) {
      view.element.querySelector<HTMLElement>("[data-first]")?.focus();
    } else {
      view.element.querySelector<HTMLElement>("[data-first], h1")?.focus();
    }
  }

  private tick(): void {
    if (document.visibilityState === "visible") {
      this.reload();
    }
  }

  private follow(space: string | null): void {
    if (space === this.followed) {
      return;
    }
    this.live?.close();
    this.live = null;
    this.followed = space;
    this.frame.line(null);
    if (space !== null) {
      this.live = new Live(this.node, space, {
        changed: (items) => this.changed(items),
        line: (line) => this.frame.line(line),
        refused: (trouble) => {
          if (trouble.status === 401) {
            this.fail(trouble);
          }
        },
      });
    }
  }

  private changed(items: Item[]): void {
    const view = this.view;
    if (view?.concerns && items.length > 0 && !view.concerns(items)) {
      void this.frame.refresh(this.where);
      return;
    }
    clearTimeout(this.gather);
    this.gather = window.setTimeout(() => void this.refresh(), GATHER_MILLIS);
  }

  /** Reads what is shown; if something changes meanwhile, once more. */
  private async refresh(): Promise<void> {
    if (this.loading) {
      this.stale = true;
      return;
    }
    const view = this.view;
    this.loading = true;
    try {
      await Promise.all([view?.load(), this.frame.refresh(this.where)]);
      this.failed = null;
    } catch (trouble) {
      if (this.view === view) {
        this.broken(view, trouble);
      }
    }
    if (this.view !== view) {
      return;
    }
    this.loading = false;
    if (this.stale) {
      this.stale = false;
      await this.refresh();
    }
  }

  /** A view that could never be read says so in its place; one that was stays as it was. */
  private broken(view: View | null, trouble: unknown): void {
    if (trouble instanceof Trouble && trouble.status === 401) {
      this.expired(trouble.message);
    } else if (view !== null && view === this.failed) {
      return; // it says so already
    } else if (view?.element.childElementCount === 0) {
      this.failed = view;
      const retry = h("button", { type: "button", class: "main" }, "Try again");
      retry.addEventListener("click", () => void this.arrive());
      view.element.append(
        h("h1", { tabindex: "-1" }, "That did not work"),
        h("p", { role: "alert" }, reason(trouble)),
        h("div", { class: "row" }, retry),
      );
    } else if (!(trouble instanceof Trouble && trouble.status === 0)) {
      this.fail(trouble);
    } else {
      this.frame.line({ kind: "gone", why: trouble.message, retry: 0 });
    }
  }

  private up(): void {
    const to = above(this.where);
    const filter = to.kind === "type" && this.filters.get(`${to.space} ${to.type}`);
    this.go(filter && to.kind === "type" ? { ...to, filter } : to);
  }

  private pressed(event: KeyboardEvent): void {
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
    if (!plain || event.defaultPrevented || document.querySelector("dialog[open]")) {
      return;
    }
    if (typing(event) && event.key !== "Escape") {
      return;
    }
    if (this.view?.key?.(event) || this.act(event)) {
      event.preventDefault();
    }
  }

  private act(event: KeyboardEvent): boolean {
    const space = spaceOf(this.where);
    const root = this.frame.main;
    switch (event.key) {
      case "ArrowDown":
        return step(root, 1);
      case "ArrowUp":
        return step(root, -1);
      case "Escape":
        if (typing(event)) {
          (event.target as HTMLElement).blur();
        } else {
          this.up();
        }
        return true;
    }
    if (!lettersOn()) {
      return false;
    }
    switch (event.key) {
      case "j":
        return step(root, 1);
      case "k":
        return step(root, -1);
      case "?":
        help();
        return true;
      case "u":
        return this.notice.take();
      case "g":
        this.go({ kind: "spaces" });
        return true;
    }
    return space !== null && this.inSpace(event.key, space);
  }

  private inSpace(key: string, space: string): boolean {
    switch (key) {
      case "c":
        this.go({ kind: "conflicts", space });
        return true;
      case "p":
        this.go({ kind: "peers", space });
        return true;
      case "s":
        this.go({ kind: "space", space });
        return true;
      case "n": {
        const type = "type" in this.where ? this.where.type : "";
        this.go({ kind: "create", space, type });
        return true;
      }
      default:
        return false;
    }
  }
}
