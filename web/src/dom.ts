// Making elements. Text from anywhere goes in as text nodes only: there is no way here, and by the
// page's content security policy none elsewhere, to turn it into markup.

export type Child = Node | string | number | null | undefined | false | Child[];

type Listener = (event: Event) => void;
type Attribute = string | number | boolean | null | undefined | Listener;

/** An element. `attributes`: `on…` are listeners; true is an empty attribute; false, none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: { [name: string]: Attribute } = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(parent, child);
    } else if (child instanceof Node) {
      parent.appendChild(child);
    } else if (child !== null && child !== undefined && child !== false) {
      parent.appendChild(document.createTextNode(String(child)));
    }
  }
}

/** Replaces what is in an element. The focus stays where it was. */
export function fill(parent: HTMLElement, ...children: Child[]): void {
  keepFocus(parent, () => {
    parent.replaceChildren();
    append(parent, children);
  });
}

/** Draws an element anew and puts the focus back where it was, by `data-key`; the caret and how far
 * `data-scroll` was scrolled as well. Who moves elements in use must do it in `draw`. */
export function keepFocus(parent: HTMLElement, draw: () => void): void {
  const active = document.activeElement;
  const inside = active instanceof HTMLElement && parent.contains(active) ? active : null;
  const key = inside?.getAttribute("data-key") ?? null;
  const selected = isField(inside) ? ([inside.selectionStart, inside.selectionEnd] as const) : null;
  const scrolled = [...parent.querySelectorAll<HTMLElement>("[data-scroll]")].map((element) => ({
    name: element.getAttribute("data-scroll"),
    left: element.scrollLeft,
  }));
  draw();
  for (const { name, left } of scrolled) {
    const element = parent.querySelector<HTMLElement>(`[data-scroll="${name}"]`);
    if (element) {
      element.scrollLeft = left;
    }
  }
  const again = key === null || document.activeElement === inside ? null : find(parent, key);
  again?.focus({ preventScroll: true });
  if (again && isField(again) && selected !== null) {
    again.setSelectionRange(...selected);
  }
}

function isField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && ["text", "search"].includes(element.type))
  );
}

/** The element with this `data-key`. */
export function find(parent: ParentNode, key: string): HTMLElement | undefined {
  return [...parent.querySelectorAll<HTMLElement>("[data-key]")].find(
    (element) => element.getAttribute("data-key") === key,
  );
}

/** A button that says what it does. */
export function button(label: Child, act: () => void, more: { [name: string]: Attribute } = {}) {
  return h("button", { type: "button", onclick: () => act(), ...more }, label);
}
