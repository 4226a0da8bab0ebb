// One note: its title and text are properties of their own, so that two devices may each change one
// of them. What was changed twice stands side by side until somebody decides.

import { byId, element } from "./page.js";

/** So long after the last key it is saved. */
const PAUSE_MILLIS = 400;

/** So long after that a picture is asked for again that was not to be had. */
const LATER_MILLIS = 3_000;

export function noteView({ space, say, removed }) {
  let id = "";
  let note; // as it is shown
  let pictured; // which picture is shown
  let later; // when it is looked for again
  let settling = ""; // which conflicts are

  /** Tells why something was not saved; it is still in the page, and can be tried again. */
  function complain(error, again) {
    const isFull = error.name === "QuotaExceededError";
    const why = isFull
      ? "This browser has no room left, so it was not saved. It is still here: make room, then try."
      : `It was not saved: ${error.message}`;
    say(why, "Try again", again);
  }

  /** Does something, and tells if it cannot be done. */
  async function attempt(work) {
    try {
      await work();
      return true;
    } catch (error) {
      complain(error, () => attempt(work));
      return false;
    }
  }

  /** A property in a field. What is saved replaces what stood there when the typing began: what
   * came meanwhile stands beside it, in conflict, and is not lost. */
  function field(property) {
    const input = byId(property);
    let begun; // the note as it was then
    let timer;
    const self = {
      show: () => {
        const value = note.values[property] ?? "";
        if (!begun && input.value !== value) {
          input.value = value;
        }
      },
      /** False if it could not be saved, or somebody types on; it stays in the field then. */
      save: async () => {
        clearTimeout(timer);
        if (!begun) {
          return true;
        }
        const base = begun;
        const { value } = input;
        const isSaved = await attempt(async () => {
          if (value !== (base.values[property] ?? "") || base.open.includes(property)) {
            await space.update(base, { [property]: value });
          }
          begun = input.value === value ? undefined : space.get(base);
          refresh();
        });
        return isSaved && !begun;
      },
    };
    input.oninput = () => {
      begun ??= note;
      clearTimeout(timer);
      timer = setTimeout(self.save, PAUSE_MILLIS);
    };
    input.onchange = self.save;
    return self;
  }

  const fields = [field("title"), field("text")];

  async function saveAll() {
    const saved = await Promise.all(fields.map((one) => one.save()));
    return saved.every(Boolean);
  }

  /** Shows another note, or none; false if what is in the fields cannot be saved. */
  async function open(next) {
    if (next === id) {
      return true;
    }
    if (!(await saveAll())) {
      return false;
    }
    id = space.get({ type: "note", id: next }) ? next : "";
    refresh();
    if (note && !note.values.title) {
      byId("title").focus();
    }
    return true;
  }

  /** Shows what has changed, but never in a field somebody types in. */
  function refresh() {
    note = space.get({ type: "note", id });
    byId("note").hidden = !note;
    if (!note) {
      return;
    }
    fields.forEach((one) => one.show());
    byId("pinned").checked = note.values.pinned === true;
    void showPicture(note.values.picture);
    showConflicts();
  }

  // ---- The picture.

  async function showPicture(reference) {
    byId("bare").hidden = !reference;
    if (pictured === reference?.$blob) {
      return;
    }
    pictured = reference?.$blob;
    clearTimeout(later);
    const shown = reference ? [await pictureOf(reference)] : [];
    if (pictured === reference?.$blob) {
      byId("picture").replaceChildren(...shown);
    }
  }

  /** A picture travels beside its note, and may come after it: then it is looked for again. */
  async function pictureOf(reference) {
    const blob = await space.blob(reference).catch(() => undefined);
    if (!blob) {
      later = setTimeout(() => {
        pictured = undefined;
        refresh();
      }, LATER_MILLIS);
      return "The picture is not on this device yet.";
    }
    const src = URL.createObjectURL(blob);
    return element("img", { src, alt: "Picture", onload: () => URL.revokeObjectURL(src) });
  }

  // ---- Conflicts.

  function showConflicts() {
    const open = note.open.length > 0 ? space.conflicts().filter(({ item }) => isNote(item)) : [];
    const shown = JSON.stringify(open);
    if (shown !== settling) {
      settling = shown;
      byId("conflicts").replaceChildren(...open.map(conflictBox));
    }
  }

  const isNote = (item) => item.type === "note" && item.id === id;

  function conflictBox(conflict) {
    const { property } = conflict;
    const isDeletion = property === "_deleted";
    const words = isDeletion
      ? "One device deleted this note, another changed it. What is to be?"
      : `The ${property} was changed on two devices. Which one is it to be?`;
    const choices = conflict.candidates.map(({ value, time }) => {
      const when = new Date(time.split("/")[0]).toLocaleString();
      const what = isDeletion ? (value ? "Deleted" : "Kept") : shownAs(property, value);
      const act = () => attempt(() => space.resolve(conflict, value));
      const button = element("button", { type: "button", onclick: act }, "Take this one");
      return element("li", {}, element("div", {}, what), element("small", {}, when), button);
    });
    return element("section", { className: "conflict" }, words, element("ul", {}, ...choices));
  }

  function shownAs(property, value) {
    if (property === "picture" && value) {
      const box = element("span", {}, "…");
      void pictureOf(value).then((picture) => box.replaceChildren(picture));
      return box;
    }
    return property === "pinned" ? (value ? "Pinned" : "Not pinned") : String(value || "(empty)");
  }

  // ---- What one can do.

  byId("pinned").onchange = ({ target }) =>
    attempt(() => space.update(note, { pinned: target.checked ? true : null }));
  byId("choose").onchange = async ({ target }) => {
    const [shown, [file]] = [note, target.files];
    await attempt(async () => space.update(shown, { picture: await space.attach(file) }));
    target.value = ""; // so that the same one can be chosen again
  };
  byId("bare").onclick = () => attempt(() => space.update(note, { picture: null }));
  byId("delete").onclick = async () => {
    if (!(await saveAll())) {
      return;
    }
    const gone = note;
    await attempt(async () => {
      const made = await space.remove(gone);
      location.hash = "";
      removed(gone.values.title, () => attempt(() => space.undo(made)));
    });
  };
  addEventListener("visibilitychange", () => document.hidden && note && saveAll());

  return {
    open,
    refresh,
    complain,
    get id() {
      return id;
    },
  };
}
