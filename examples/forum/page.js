// Making what is on the page. Text from others goes in as text, never as markup.

/** An element with attributes and children: elements or texts. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function button(label, act, name = label) {
  const made = element("button", { type: "button", "aria-label": name, title: name }, label);
  made.addEventListener("click", act);
  return made;
}

const notice = document.getElementById("notice");

/** Tells whoever looks at the page, until the next time. */
export function say(text) {
  notice.textContent = text;
}

/** Does it, and says so if it fails. */
export async function attempt(what, act) {
  try {
    await act();
  } catch (failure) {
    say(`${what}: ${failure.message}`);
  }
}

/** A field with its label; `control` is what one types into. */
export function field(tag, name, label, maxlength) {
  const control = element(tag, { name, maxlength, autocomplete: "off" });
  control.required = tag === "textarea";
  return { element: element("label", {}, label, control), control };
}

const STEPS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago a time is (seconds since 1970), in words. */
export function ago(timestamp) {
  const at = new Date(timestamp * 1000);
  const seconds = timestamp - Date.now() / 1000;
  const [unit, size] = STEPS.find((step) => Math.abs(seconds) >= step[1]) ?? ["minute", 60];
  const near = Math.abs(seconds) < 60;
  const text = near
    ? "just now"
    : new Intl.RelativeTimeFormat("en").format(Math.trunc(seconds / size), unit);
  return element("time", { datetime: at.toISOString(), title: at.toLocaleString() }, text);
}

const drawn = new WeakMap();

/** Brings a list to these items. What is the same stays the very same element, so that nothing one
 * reads or has in focus jumps. */
export function patch(list, items, draw) {
  const there = new Map([...list.children].map((one) => [one.dataset.id, one]));
  const wanted = items.map((item) => {
    const text = JSON.stringify(item);
    const old = there.get(item.id);
    if (old !== undefined && drawn.get(old) === text) {
      return old;
    }
    // Before it is drawn: what is under way moves over from the old one, and loses the focus.
    const which = [...(old?.querySelectorAll("a, button") ?? [])].indexOf(document.activeElement);
    const made = draw(item);
    made.dataset.id = item.id;
    drawn.set(made, text);
    if (which >= 0) {
      queueMicrotask(() => made.querySelectorAll("a, button")[which]?.focus());
    }
    return made;
  });
  for (const one of [...list.children]) {
    if (!wanted.includes(one)) {
      one.remove();
    }
  }
  wanted.forEach((one, index) => {
    if (list.children[index] !== one) {
      list.insertBefore(one, list.children[index] ?? null);
    }
  });
}
