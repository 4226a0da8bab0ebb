// What a page asks of the node that serves it: three addresses beside the page.

import { postId } from "./skein.posts.js";

const JSON_TYPE = "application/json";

/** A no of the node, with its sentence. */
async function post(address, text) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": JSON_TYPE },
    body: text,
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.detail ?? `The node answered ${response.status}.`);
  }
  return answer;
}

/** Asks SQL of the app's tables: a list of rows. Values go in as parameters, never in the text. */
export async function query(text, params = []) {
  const answer = await post("query", JSON.stringify({ query: text, params }));
  return answer.results;
}

/** Adds a record for everybody. The same bytes once more are a vote for it. The node works for it,
 * unless work is brought along. */
export function add(text, work) {
  const brought = work === undefined ? "" : `?time=${work.time}&nonce=${work.nonce}`;
  return post(`add_record${brought}`, text);
}

/** The id that a node gives to these bytes. */
export function idOf(text) {
  return postId(JSON_TYPE, new TextEncoder().encode(text));
}

const AGAIN_MILLIS = 2000;

/** Calls `changed` whenever the tables have changed, `state` with true or false as the line to the
 * node is there or not. Ends while nobody looks: a browser has few connections for one app. */
export function follow(changed, state) {
  let events = null;
  let again = 0;
  function start() {
    events?.close();
    events = null;
    clearTimeout(again);
    if (document.visibilityState === "hidden") {
      return;
    }
    events = new EventSource("events");
    events.addEventListener("open", () => {
      state(true);
      changed(); // whatever happened before
    });
    events.addEventListener("tables", () => changed());
    events.addEventListener("error", () => {
      state(false);
      if (events?.readyState === EventSource.CLOSED) {
        again = setTimeout(start, AGAIN_MILLIS); // refused: the browser would not try again
      }
    });
  }
  document.addEventListener("visibilitychange", start);
  start();
}
