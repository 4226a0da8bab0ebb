// The page at `/`: the apps this node hosts; makes, joins, opens and leaves them.

import { appCard } from "./appcard.ts";
import { appLink } from "./applink.ts";
import { button, fill, h } from "./dom.ts";
import { type Node, Trouble } from "./node.ts";
import { Notice } from "./notice.ts";
import type { App } from "./shapes.ts";
import { type Put, puts, upload } from "./upload.ts";
import { reason } from "./view.ts";
import { count } from "./words.ts";

/** How often the list is read anew: while something arrives, and otherwise. */
const ARRIVING_MILLIS = 500;
const QUIET_MILLIS = 3_000;

export class AppsPage {
  private readonly node: Node;
  private readonly expired: (why: string) => void;
  private readonly notice = new Notice();
  private readonly list = h("div", { class: "apps" });
  private readonly banner = h("p", { class: "box bad", role: "alert", hidden: true });
  private shown = "";
  private timer = 0;
  private round = 0;
  private readonly onVisibility = () => this.look();

  constructor(node: Node, expired: (why: string) => void) {
    this.node = node;
    this.expired = expired;
  }

  open(): void {
    document.title = "Apps · Skein";
    const heading = h("h1", {}, "Apps");
    const page = h(
      "main",
      { class: "home" },
      this.banner,
      heading,
      h(
        "p",
        { class: "faint" },
        "Whoever hosts an app keeps all of it, and it works without a net.",
      ),
      h("div", { class: "doors" }, this.joining(), this.creating()),
      h("h2", { id: "hosted" }, "On this node"),
      this.list,
    );
    document.body.replaceChildren(top(), page, this.notice.element);
    document.addEventListener("visibilitychange", this.onVisibility);
    this.look();
  }

  close(): void {
    clearTimeout(this.timer);
    this.round++;
    document.removeEventListener("visibilitychange", this.onVisibility);
  }

  private joining(): HTMLElement {
    const field = h("input", {
      id: "link",
      autocomplete: "off",
      spellcheck: "false",
      required: true,
      placeholder: "skein-app:…",
    });
    const act = async () => {
      const link = appLink(field.value);
      if (typeof link === "string") {
        throw new Error(link);
      }
      await this.node.joinApp(link);
      field.value = "";
      this.notice.say("Joined. It can be opened as soon as its first page is here.", null);
    };
    const help = "Somebody who hosts it gives you its link.";
    return this.form("Join an app", "Link", "Join", { field, help, act });
  }

  private creating(): HTMLElement {
    const field = h("input", { id: "name", autocomplete: "off", required: true, maxlength: 60 });
    const act = async () => {
      const name = field.value.trim();
      await this.node.createApp(name);
      field.value = "";
      this.notice.say("Made. Put a folder with its pages into it.", null);
    };
    const help = "You own it: only you change its pages.";
    return this.form("Make an app", "Name", "Make", { field, help, act });
  }

  private form(title: string, label: string, word: string, doing: Doing): HTMLElement {
    const { field, help, act } = doing;
    const error = h("p", { class: "bad", role: "alert" });
    const send = h("button", { class: "main" }, word);
    const form = h(
      "form",
      { class: "box" },
      h("h2", {}, title),
      h("label", { for: field.id }, label),
      h("div", { class: "row" }, field, send),
      h("p", { class: "faint" }, help),
      error,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (send.disabled) {
        return;
      }
      send.disabled = true;
      fill(error);
      void act()
        .catch((trouble: unknown) => this.failed(trouble, (text) => fill(error, text)))
        .finally(() => {
          send.disabled = false;
          this.look();
        });
    });
    return form;
  }

  /** Reads the list, shows it, and does so again after a while for as long as somebody looks. */
  private look(): void {
    clearTimeout(this.timer);
    const round = ++this.round;
    if (document.visibilityState === "hidden") {
      return;
    }
    void this.node
      .apps()
      .then(
        (apps) => {
          if (round === this.round) {
            this.show(apps);
          }
          return apps.some((app) => app.state === "arriving") ? ARRIVING_MILLIS : QUIET_MILLIS;
        },
        (trouble: unknown) => {
          if (round === this.round) {
            this.failed(trouble, (text) => this.gone(text));
          }
          return QUIET_MILLIS;
        },
      )
      .then((wait) => {
        if (round === this.round) {
          this.timer = window.setTimeout(() => this.look(), wait);
        }
      });
  }

  private show(apps: App[]): void {
    this.banner.hidden = true;
    const text = JSON.stringify(apps);
    if (text === this.shown) {
      return; // a marked link stays marked
    }
    this.shown = text;
    const acts = {
      copy: (app: App, shown: HTMLInputElement) => void this.copy(app, shown),
      leave: (app: App) => this.leave(app),
      put: (app: App, files: FileList) => void this.put(app, puts(files)),
    };
    fill(this.list, apps.length === 0 ? none() : apps.map((app) => appCard(app, acts)));
  }

  private gone(text: string): void {
    if (this.banner.hidden) {
      this.banner.hidden = false;
      fill(this.banner, text);
    }
  }

  private failed(trouble: unknown, say: (text: string) => void): void {
    if (trouble instanceof Trouble && trouble.status === 401) {
      this.expired(trouble.message);
    } else {
      say(reason(trouble));
    }
  }

  /** Where a page may not write to the clipboard, the link is marked for copying by hand. */
  private async copy(app: App, shown: HTMLInputElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(app.link);
      this.notice.say("The link is copied. Whoever has it can join.", null);
    } catch {
      shown.focus();
      shown.select();
      this.notice.say("Copy the link that is marked now.", null);
    }
  }

  private async put(app: App, all: Put[]): Promise<void> {
    const files = count(all.length, "file");
    try {
      const told = (done: number) => this.notice.say(`Putting ${done + 1} of ${files} …`, null);
      await upload(this.node, app.id, all, told);
      this.notice.say(`Put ${files}. Whoever hosts ${app.title || app.name} gets them.`, null);
    } catch (trouble) {
      this.failed(trouble, (text) => this.notice.say(text, null, true));
    }
    this.look();
  }

  private leave(app: App): void {
    const dialog = h(
      "dialog",
      { "aria-labelledby": "leave-title" },
      h("h2", { id: "leave-title" }, `Leave ${app.title || app.name}?`),
      h("p", {}, "Its files and posts go from this machine. Others who host it keep theirs."),
      h(
        "div",
        { class: "row" },
        button("Leave it", () => dialog.close("leave"), { class: "main" }),
        button("Stay", () => dialog.close(), { autofocus: true }),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "leave") {
        const done = () => this.notice.say(`Left ${app.title || app.name}.`, null);
        const say = (text: string) => this.notice.say(text, null, true);
        void this.node
          .leaveApp(app.id)
          .then(done, (trouble: unknown) => this.failed(trouble, say))
          .finally(() => this.look());
      }
    });
    document.body.append(dialog);
    dialog.showModal();
  }
}

interface Doing {
  field: HTMLInputElement;
  help: string;
  act: () => Promise<void>;
}

function top(): HTMLElement {
  return h(
    "header",
    { class: "top" },
    h("a", { href: "/", class: "mark" }, h("img", { src: "/ui/icon.svg", alt: "" }), "Skein"),
    h(
      "nav",
      { class: "row", "aria-label": "Pages of this node" },
      h("a", { href: "/", "aria-current": "page" }, "Apps"),
      h("a", { href: "/ui/" }, "Spaces"),
    ),
  );
}

function none(): HTMLElement {
  return h(
    "div",
    { class: "empty" },
    h("p", {}, "This node hosts no app yet."),
    h("p", {}, "Paste a link above to join one, or make your own."),
  );
}
