// The records of a type as a table: filtered, sorted, page by page.

import { button, fill, h } from "./dom.ts";
import { conditions, show } from "./literal.ts";
import { address, type Place } from "./place.ts";
import type { Item, Value } from "./shapes.ts";
import type { Stage, View } from "./view.ts";
import { brief, columns, count } from "./words.ts";

const PAGE = 100;
/** What the node gives at most in one answer. */
const MOST = 1_000;
const MOST_COLUMNS = 10;
const TYPED_MILLIS = 250;
const FLASH_MILLIS = 2_000;

type At = Extract<Place, { kind: "type" }>;

export function tableView(stage: Stage, at: At): View {
  return new Table(stage, at);
}

class Table implements View {
  readonly title: string;
  readonly element = h("section", { class: "wide" });
  private readonly stage: Stage;
  private readonly at: At;
  private readonly body = h("div");
  private readonly said = h("p", { class: "faint", role: "status" });
  private readonly field: HTMLInputElement;
  private wanted = PAGE;
  private items: Item[] = [];
  private more = false;
  private wide = false;
  private timer = 0;
  private before = new Map<string, string>();

  constructor(stage: Stage, at: At) {
    this.stage = stage;
    this.at = at;
    this.title = `${at.type} · ${at.space}`;
    this.field = h("input", {
      type: "search",
      id: "filter",
      "data-key": "filter",
      placeholder: "status=open summary~crash",
      spellcheck: "false",
      autocomplete: "off",
      autocapitalize: "off",
      "aria-describedby": "said",
    });
    this.field.value = at.filter.where;
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.ask(), TYPED_MILLIS);
    });
    this.said.id = "said";
  }

  concerns(items: Item[]): boolean {
    return items.some((item) => item.type === this.at.type);
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === "/") {
      this.field.focus();
      this.field.select();
      return true;
    }
    if (event.key === "m" && this.more) {
      this.grow();
      return true;
    }
    return false;
  }

  async load(): Promise<void> {
    const { space, type, filter } = this.at;
    const { good, wrong } = conditions(filter.where);
    if (wrong === null) {
      const found = await this.read(good);
      this.items = found;
    }
    if (this.element.childElementCount === 0) {
      const to = address({ kind: "create", space, type });
      fill(
        this.element,
        h(
          "div",
          { class: "heading" },
          h("h1", { tabindex: "-1" }, type),
          h("a", { href: to, class: "button" }, "New"),
        ),
        h(
          "form",
          { role: "search", class: "row", onsubmit: (event: Event) => this.submit(event) },
          h("label", { for: "filter" }, "Filter"),
          this.field,
        ),
        this.said,
        this.body,
      );
    }
    this.said.classList.toggle("bad", wrong !== null);
    fill(this.said, wrong ?? this.told());
    fill(this.body, this.items.length === 0 ? wrong === null && this.none() : this.table());
    this.flash();
  }

  /** As many records as are wanted, page by page where a cursor goes. */
  private async read(where: string[]): Promise<Item[]> {
    const { space, type, filter } = this.at;
    const search = { where, sort: filter.sort, after: 0 };
    if (filter.sort !== "") {
      const limit = Math.min(this.wanted, MOST);
      const { records } = await this.stage.node.search(space, type, { ...search, limit });
      this.more = records.length === this.wanted && this.wanted < MOST;
      return records;
    }
    const limit = Math.min(this.wanted, MOST);
    let found = await this.stage.node.search(space, type, { ...search, limit });
    const items = found.records;
    while (found.after !== null && items.length < this.wanted) {
      found = await this.stage.node.search(space, type, { ...search, limit, after: found.after });
      items.push(...found.records);
    }
    this.more = found.after !== null;
    return items;
  }

  private submit(event: Event): void {
    event.preventDefault();
    clearTimeout(this.timer);
    this.ask();
    this.body.querySelector<HTMLElement>("[data-line]")?.focus();
  }

  /** Takes the filter into the address, without a step to go back for each letter. */
  private ask(): void {
    if (this.field.value !== this.at.filter.where) {
      this.at.filter = { ...this.at.filter, where: this.field.value };
      history.replaceState(null, "", address(this.at));
      this.wanted = PAGE;
      this.before.clear();
      this.stage.reload();
    }
  }

  private sort(property: string): void {
    const { sort } = this.at.filter;
    const next = sort === property ? `-${property}` : sort === `-${property}` ? "" : property;
    this.at.filter = { ...this.at.filter, sort: next };
    history.replaceState(null, "", address(this.at));
    this.wanted = PAGE;
    this.before.clear();
    this.stage.reload();
  }

  private grow(): void {
    this.wanted += this.wanted < 1000 ? PAGE : this.wanted;
    this.stage.reload();
  }

  private told(): string {
    const filtered = this.at.filter.where.trim() === "" ? "" : " found";
    const shown = this.items.length.toLocaleString("en");
    const { sort } = this.at.filter;
    return this.more || (sort !== "" && this.items.length === MOST)
      ? `The first ${shown} records${filtered}`
      : `${count(this.items.length, "record")}${filtered}`;
  }

  private none() {
    const filtered = this.at.filter.where.trim() !== "";
    return h(
      "div",
      { class: "empty" },
      h("p", {}, filtered ? "No record passes this filter." : "There are no records of this type."),
    );
  }

  private table() {
    const all = columns(this.items);
    const shown = this.wide ? all : all.slice(0, MOST_COLUMNS);
    const hidden = all.length - shown.length;
    return [
      h(
        "div",
        {
          class: "scroll",
          tabindex: "0",
          role: "region",
          "aria-label": "Table",
          "data-scroll": "t",
        },
        h(
          "table",
          {},
          h("caption", { class: "hide" }, `Records of type ${this.at.type}`),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              h("th", { scope: "col" }, "#"),
              shown.map((one) => this.head(one)),
            ),
          ),
          h(
            "tbody",
            {},
            this.items.map((item) => this.row(item, shown)),
          ),
        ),
      ),
      h(
        "div",
        { class: "row" },
        this.more && button("More records", () => this.grow(), { "data-key": "more" }),
        hidden > 0 &&
          button(`${count(hidden, "more column")}`, () => this.widen(), { "data-key": "columns" }),
      ),
    ];
  }

  private widen(): void {
    this.wide = true;
    this.stage.reload();
  }

  private head(property: string) {
    const { sort } = this.at.filter;
    const way = sort === property ? "ascending" : sort === `-${property}` ? "descending" : null;
    const mark = way === null ? "" : way === "ascending" ? " ↑" : " ↓";
    return h(
      "th",
      { scope: "col", "aria-sort": way },
      button(property + mark, () => this.sort(property), {
        class: "sort",
        "data-key": `sort ${property}`,
        title: `Sort by ${property}`,
      }),
    );
  }

  private row(item: Item, shown: string[]) {
    const { space } = this.at;
    const to = address({ kind: "record", space, type: item.type, id: item.id });
    const open = item.open.length > 0;
    return h(
      "tr",
      { "data-id": item.id, class: open ? "open" : "" },
      h(
        "th",
        { scope: "row" },
        h(
          "a",
          { href: to, "data-line": true, "data-key": to, title: `${item.type}/${item.id}` },
          item.local,
        ),
        open && h("span", { class: "warn", title: `Open: ${item.open.join(", ")}` }, " !"),
      ),
      shown.map((one) => cell(item, one)),
    );
  }

  /** Rows that changed under the reader's eyes light up for a moment. */
  private flash(): void {
    const now = new Map(this.items.map((item) => [item.id, JSON.stringify(item)]));
    if (this.before.size > 0) {
      for (const row of this.body.querySelectorAll<HTMLElement>("tr[data-id]")) {
        const id = row.getAttribute("data-id") ?? "";
        if (this.before.get(id) !== now.get(id)) {
          row.classList.add("fresh");
          window.setTimeout(() => row.classList.remove("fresh"), FLASH_MILLIS);
        }
      }
    }
    this.before = now;
  }
}

function cell(item: Item, property: string) {
  const value: Value | undefined = item.values[property];
  const text = value === undefined || value === null ? "" : show(value);
  const open = item.open.includes(property) ? " open" : "";
  const number = typeof value === "number" ? " number" : "";
  return h(
    "td",
    { class: `cell${open}${number}`, title: text.length > 40 ? text : null },
    brief(text, 300),
  );
}
