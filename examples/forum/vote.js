// A vote: the page looks for work for the very bytes of a record, and brings it to the node.

import { add, idOf } from "./node.js";
import { attempt, button, element, say } from "./page.js";
import { findWork, score } from "./skein.posts.js";

/** 200 times what a node does by itself for a record: a second or two, and some 23 days more. */
const NONCES = 200_000;
const DAY_SECONDS = 86400;

/** Those that are under way, by the record's id: where it is drawn anew, its vote goes on. */
const underway = new Map();

/** The control with which one votes for a record that consists of this text. */
export function voting(text, record) {
  const control = underway.get(record.id) ?? ballot(text);
  control.show(record);
  return control.element;
}

function ballot(text) {
  const act = button("", () => void (stop === null ? vote() : stop.abort()));
  const worth = element("span", { title: "days that the work done for it still buys" });
  const bar = element("progress", { max: NONCES, "aria-label": "Work for your vote" });
  const control = { element: element("div", { class: "vote" }, act, worth, bar), show };
  let record = null;
  let stop = null;

  function show(newest) {
    record = newest;
    const days = strength(record);
    const name = stop === null ? `Vote for it; it has ${days} days` : "Enough: vote with this";
    act.textContent = stop === null ? "▲" : "■";
    act.ariaLabel = act.title = name;
    worth.textContent = `${days} d`;
    worth.hidden = stop !== null;
    bar.hidden = stop === null;
  }

  async function vote() {
    say("");
    stop = new AbortController();
    bar.value = 0;
    underway.set(record.id, control);
    show(record);
    await attempt("That vote did not count", async () => say(await cast(stop.signal)));
    underway.delete(record.id);
    stop = null;
    show(record);
  }

  /** Does it; what has become of it, in a sentence. */
  async function cast(signal) {
    const { id } = record;
    if (idOf(text) !== id) {
      throw new Error("another program wrote this, and its exact bytes are not known here.");
    }
    const onProgress = (tried) => (bar.value = tried);
    const work = await findWork(id, { nonces: NONCES, signal, onProgress });
    const before = record.score;
    await add(text, work);
    const days = (score(id, work) - before) / DAY_SECONDS;
    return days > 0
      ? `Your vote lifts it by ${days.toFixed(1)} days.`
      : "Your vote is in, but somebody was luckier before: it stays where it is.";
  }

  return control;
}

/** For how long it will rank above new records that nobody works for, in days. */
function strength({ score }) {
  return Math.max(0, Math.round((score - Date.now() / 1000) / DAY_SECONDS));
}
