// The frame: where one is, what else there is, and whether the node is there.

import { button, fill, h } from "./dom.ts";
import { help } from "./keys.ts";
import type { Line } from "./live.ts";
import { type Node, sentence } from "./node.ts";
import { address, NO_FILTER, type Place, spaceOf } from "./place.ts";
import type { Space, TypeCount } from "./shapes.ts";
import { count, ordered } from "./words.ts";

export class Frame {
  readonly main = h("main", { id: "main", tabindex: "-1" });
  readonly element: HTMLElement;
  private readonly node: Node;
  private readonly retry: () => void;
  private readonly crumbs = h("nav", { class: "crumbs", "aria-label": "Where you are" });
  private readonly menu = h("nav", { class: "menu", "aria-label": "Spaces and types" });
  private readonly state = h("span", { class: "state", role: "status" });
  private readonly banner = h("div", { class: "banner", role: "alert", hidden: true });
  private revealed: string | null = null;

  constructor(node: Node, retry: () => void) {
    this.node = node;
    this.retry = retry;
    const skip = h("a", { href: "#main", class: "skip" }, "Skip to the content");
    skip.addEventListener("click", (event) => {
      event.preventDefault(); // the fragment is the place, not an anchor
      this.main.focus();
    });
    this.element = h(
      "div",
      { class: "frame" },
      skip,
      h(
        "header",
        { class: "top" },
        h("a", { href: "#/", class: "mark" }, h("img", { src: "/ui/icon.svg", alt: "" }), "Skein"),
        this.crumbs,
        h("a", { href: "/" }, "Apps"),
        this.state,
        button("?", help, { class: "quiet", "aria-label": "Keys and help" }),
      ),
      this.banner,
      this.menu,
      this.main,
    );
  }

  show(element: HTMLElement): void {
    this.main.replaceChildren(element);
    window.scrollTo(0, 0);
  }

  /** How the line to the node is; null where none is needed. */
  line(line: Line | null): void {
    const gone = line?.kind === "gone";
    this.state.className = `state ${line?.kind ?? "none"}`;
    fill(
      this.state,
      line?.kind === "live" && "live",
      line?.kind === "joining" && "…",
      gone && "not connected",
    );
    this.state.title = line?.kind === "live" ? "Changes made elsewhere appear by themselves" : "";
    if (this.banner.hidden === !gone) {
      return;
    }
    this.banner.hidden = !gone;
    fill(
      this.banner,
      gone && h("span", {}, `${sentence(line.why)} What you see may be old.`),
      gone && button("Try now", this.retry, { class: "quiet" }),
    );
  }

  /** Reads the spaces and the types of the one that one is in. */
  async refresh(where: Place): Promise<void> {
    const here = spaceOf(where);
    const [spaces, types] = await Promise.all([
      this.node.spaces(),
      here === null ? [] : this.node.types(here).catch(() => []),
    ]);
    fill(this.crumbs, trail(where));
    fill(this.menu, spaceList(spaces, types, where));
    this.reveal(address(where));
  }

  /** On a small screen the menu is a strip: moves it to where one has come, and not again. */
  private reveal(place: string): void {
    const current = this.menu.querySelector("[aria-current]");
    if (current !== null && place !== this.revealed) {
      const strip = this.menu.getBoundingClientRect();
      const { left, right } = current.getBoundingClientRect();
      this.menu.scrollLeft += Math.max(0, right - strip.right) + Math.min(0, left - strip.left);
    }
    this.revealed = place;
  }
}

function link(to: Place, text: string, current: boolean, more: HTMLElement | null = null) {
  const mark = current ? "page" : null;
  return h("a", { href: address(to), "aria-current": mark, "data-key": address(to) }, text, more);
}

function trail(where: Place) {
  const space = spaceOf(where);
  const steps: { text: string; to: Place }[] = [];
  if (space !== null) {
    steps.push({ text: space, to: { kind: "space", space } });
  }
  if (where.kind === "type" || where.kind === "record") {
    const { type } = where;
    steps.push({ text: type, to: { kind: "type", space: where.space, type, filter: NO_FILTER } });
  }
  const last = { record: "record", create: "new", conflicts: "conflicts", peers: "peers" };
  if (where.kind in last) {
    steps.push({ text: last[where.kind as keyof typeof last], to: where });
  }
  return h(
    "ol",
    {},
    steps.map(({ text, to }, index) => h("li", {}, link(to, text, index === steps.length - 1))),
  );
}

function spaceList(spaces: Space[], types: TypeCount[], where: Place) {
  const here = spaceOf(where);
  return h(
    "ul",
    {},
    spaces.map((one) => {
      const inside = one.name === here || one.id === here;
      const to: Place = { kind: "space", space: one.name };
      return h(
        "li",
        { class: inside ? "here" : "" },
        link(to, one.name, where.kind === "space" && inside, inside ? null : badge(one.conflicts)),
        inside && inner(one, types, where),
      );
    }),
  );
}

function inner(space: Space, types: TypeCount[], where: Place) {
  const type = "type" in where ? where.type : null;
  const name = space.name;
  return h(
    "ul",
    {},
    ordered(types).map((one) => {
      const to: Place = { kind: "type", space: name, type: one.name, filter: NO_FILTER };
      const number = h("span", { class: "number" }, one.records.toLocaleString("en"));
      return h("li", {}, link(to, one.name, one.name === type, number));
    }),
    h(
      "li",
      { class: "gap" },
      link(
        { kind: "conflicts", space: name },
        "Conflicts",
        where.kind === "conflicts",
        badge(space.conflicts),
      ),
    ),
    h("li", {}, link({ kind: "peers", space: name }, "Peers", where.kind === "peers")),
  );
}

function badge(conflicts: number): HTMLElement | null {
  const label = count(conflicts, "open conflict");
  return conflicts === 0
    ? null
    : h("span", { class: "badge", title: label, "aria-label": label }, conflicts);
}
