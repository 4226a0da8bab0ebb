// Somebody's passkeys: he sees them, adds one and removes one.

import { button, type Child, fill, h } from "../dom.ts";
import { form } from "./form.ts";
import { addPasskey, type Keyring, type Leave, type Passkey, passkeys } from "./passkey.ts";
import { removePasskey, type Shown } from "./passkey.ts";

/** The window around it. `attempt` does something that may go wrong, and says so in `trouble`;
 * `goOn` hands an assertion to the page that opened the window: null where none did. */
interface Frame {
  main: HTMLElement;
  trouble: HTMLElement;
  attempt: (work: () => Promise<void>) => void;
  goOn: { label: string; act: (assertion: string) => void } | null;
}

const WHERE = "Your browser asks where: on this device, on your phone, or on a security key.";

export class Keys {
  readonly #frame: Frame;
  /** The one that is to be removed if he says so again. */
  #asked: string | null = null;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  /** For somebody who has just shown one. */
  async open(shown: Shown): Promise<void> {
    this.#draw(shown, await passkeys(shown.slip));
  }

  /** For somebody who has a link. */
  invite(link: string): void {
    const { main, trouble } = this.#frame;
    fill(
      main,
      h("h1", {}, "Add a passkey"),
      h(
        "p",
        {},
        "This link lets you add a passkey, once. It opens all that you have kept at this hub.",
      ),
      trouble,
      this.#form({ link }),
      h("p", { class: "faint" }, WHERE),
    );
  }

  #form(leave: Leave): HTMLFormElement {
    return form("What you call it, such as Phone", "Add a passkey", (label) =>
      this.#frame.attempt(async () => this.open(await addPasskey(leave, label))),
    );
  }

  #draw(shown: Shown, ring: Keyring): void {
    const { main, trouble, goOn } = this.#frame;
    const { user, keys } = ring;
    const alone = "Add another one, on another device: it lets you in when you lose this one.";
    fill(
      main,
      h("h1", {}, "Your passkeys"),
      h("p", {}, "You are ", h("strong", {}, user), " here. ", keys.length === 1 && alone),
      trouble,
      h(
        "ul",
        { class: "keys" },
        keys.map((key) => this.#item(shown, ring, key)),
      ),
      h("h2", {}, "One more"),
      this.#form({ slip: shown.slip }),
      h("p", { class: "faint" }, WHERE),
      goOn === null
        ? h("p", {}, "You can close this window, and sign in where you came from.")
        : h(
            "div",
            { class: "ways" },
            button(goOn.label, () => goOn.act(shown.assertion)),
          ),
    );
  }

  #item(shown: Shown, ring: Keyring, key: Passkey): HTMLLIElement {
    const name = key.label === "" ? "Passkey" : key.label;
    const now = key.id === shown.id;
    const said = h("span", {}, h("strong", {}, name), h("small", {}, times(key, now)));
    return h("li", {}, said, !now && this.#removal(shown, ring, { id: key.id, name }));
  }

  /** Asks once; a second click at the same place keeps it. */
  #removal(shown: Shown, ring: Keyring, { id, name }: { id: string; name: string }) {
    const ask = (asked: string | null) => () => {
      this.#asked = asked;
      this.#draw(shown, ring);
    };
    const remove = () =>
      this.#frame.attempt(async () => this.#draw(shown, await removePasskey(shown.slip, id)));
    return this.#asked === id
      ? h(
          "span",
          { class: "sure" },
          h("small", {}, "It lets nobody in any more, and you sign in anew on all devices."),
          button("Remove for good", remove, { class: "bad" }),
          button("Keep", ask(null), { "data-key": id }),
        )
      : button("Remove", ask(id), { "data-key": id, "aria-label": `Remove ${name}` });
  }
}

/** Breaks between the two, and nowhere else. */
function times({ made, used }: Passkey, now: boolean): Child {
  const last = now ? "just used" : used === undefined ? "" : `last used ${day(used)}`;
  return [made === undefined ? "" : `made ${day(made)}`, last]
    .filter((one) => one !== "")
    .map((one, place) => [place > 0 && ", ", h("span", {}, one)]);
}

function day(time: string): string {
  return new Date(time).toLocaleDateString("en-GB", { dateStyle: "medium" });
}
