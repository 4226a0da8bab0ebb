// The forum: where one is, what stands there, and what one can do about it. Posts and comments are
// records; a vote is the very bytes of a record sent once more, with work that was done for them.

import { add, follow, query } from "./node.js";
import { ago, attempt, button, element, field, patch, say } from "./page.js";
import { voting } from "./vote.js";

const PAGE = 30;
/** What FTS5 puts around words it has found: no text contains these by accident. */
const [FOUND, END] = ["\u0002", "\u0003"];

const POSTS = `SELECT id, title, body, author, made, timestamp, score,
  (SELECT count(*) FROM comments c WHERE c.post = p.id) FROM posts p`;
const COMMENTS = `SELECT id, post, body, author, made, timestamp, score FROM comments
  WHERE post = ? ORDER BY score DESC, id LIMIT ?`;
const MARKED = "-1, char(2), char(3), '…', 30";
const SEARCH = `
  SELECT 'post' AS kind, f.id, f.id AS post, f.title AS title, f.author AS author,
    f.timestamp AS timestamp, snippet(posts_fts, ${MARKED}) AS text, rank
    FROM posts_fts f WHERE posts_fts MATCH ?1
  UNION ALL
  SELECT 'comment', c.id, c.post, p.title, c.author, c.timestamp,
    snippet(comments_fts, ${MARKED}), c.rank
    FROM comments_fts c LEFT JOIN posts p ON p.id = c.post WHERE comments_fts MATCH ?1
  ORDER BY 8 LIMIT 50`;

const main = document.getElementById("main");
const words = document.querySelector("#search input");
let view = null;

// ---- Records, to and from their bytes. The order of the keys counts: it is part of the bytes.

function bytesOfPost({ title, body, author, made }) {
  return JSON.stringify({ _table: "posts", title, body, author, made });
}

function bytesOfComment({ post, body, author, made }) {
  return JSON.stringify({ _table: "comments", post, body, author, made });
}

function postOf([id, title, body, author, made, timestamp, score, comments]) {
  return { id, title, body, author, made, timestamp, score, comments };
}

function commentOf([id, post, body, author, made, timestamp, score]) {
  return { id, post, body, author, made, timestamp, score };
}

// ---- What one can do.

/** Who and when. The name is what he calls himself: nobody proves it. */
function by(record, ...more) {
  const name = element("strong", {}, record.author || "somebody");
  return element("p", { class: "by" }, name, ago(record.timestamp), ...more);
}

/** A form whose submission is tried once at a time, and emptied when it worked. */
function writing(label, fields, act) {
  const send = element("button", { class: "main" }, label);
  const form = element("form", { class: "write" }, ...fields, send);
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    say("");
    const values = Object.fromEntries(new FormData(form));
    localStorage.setItem("author", values.author);
    await attempt("That was not sent", async () => {
      await act({ ...values, made: new Date().toISOString() });
      form.querySelectorAll("textarea, [name=title]").forEach((one) => (one.value = ""));
    });
    busy = false;
  });
  return form;
}

function author() {
  const name = field("input", "author", "Your name, as you like it", 60);
  name.control.value = localStorage.getItem("author") ?? "";
  name.control.autocomplete = "nickname";
  return name;
}

// ---- What stands where.

function listView(title, order) {
  const list = element("ol", { class: "posts" });
  const more = button("More", () => {
    shown += PAGE;
    void attempt("The posts cannot be read", load);
  });
  const none = element("p", { class: "none" });
  let shown = PAGE;
  async function load() {
    const rows = await query(`${POSTS} ORDER BY ${order} LIMIT ?`, [shown + 1]);
    const posts = rows.map(postOf);
    more.hidden = posts.length <= shown;
    none.textContent = posts.length === 0 ? "Nobody has written anything yet." : "";
    patch(list, posts.slice(0, shown), (post) =>
      element(
        "li",
        {},
        voting(bytesOfPost(post), post),
        element(
          "div",
          {},
          element("a", { class: "title", href: hrefOf(post.id) }, post.title || "(no title)"),
          by(post, post.comments === 1 ? "1 comment" : `${post.comments} comments`),
          element("p", { class: "begin" }, (post.body ?? "").slice(0, 200)),
        ),
      ),
    );
  }
  return { title, load, parts: [element("h1", {}, title), none, list, more] };
}

function postView(id) {
  const whole = element("div", { class: "whole" });
  const list = element("ol", { class: "comments", "aria-label": "Comments" });
  const body = field("textarea", "body", "Comment", 10000);
  const form = writing("Comment", [body.element, author().element], async (values) => {
    await add(bytesOfComment({ ...values, post: id }));
  });
  async function load() {
    const [rows, comments] = await Promise.all([
      query(`${POSTS} WHERE id = ?`, [id]),
      query(COMMENTS, [id, 500]),
    ]);
    document.title = `${rows[0]?.[1] || "Post"} · Forum`;
    patch(whole, rows.length === 0 ? [{ id: "" }] : rows.map(postOf), (post) =>
      post.id === ""
        ? element("h1", {}, "This post is not here (any more, or not yet)")
        : element(
            "article",
            {},
            voting(bytesOfPost(post), post),
            element(
              "div",
              {},
              element("h1", {}, post.title || "(no title)"),
              by(post),
              element("p", { class: "text" }, post.body ?? ""),
            ),
          ),
    );
    patch(list, comments.map(commentOf), (comment) =>
      element(
        "li",
        {},
        voting(bytesOfComment(comment), comment),
        element("div", {}, by(comment), element("p", { class: "text" }, comment.body ?? "")),
      ),
    );
  }
  return { title: "Post", load, parts: [whole, element("h2", {}, "Comments"), list, form] };
}

function writeView() {
  const fields = [
    field("input", "title", "Title", 200).element,
    field("textarea", "body", "Text", 20000).element,
    author().element,
  ];
  fields[0].querySelector("input").required = true;
  const form = writing("Post it", fields, async (values) => {
    const { id } = await add(bytesOfPost(values));
    location.hash = hrefOf(id);
  });
  const parts = [element("h1", {}, "Write a post"), form];
  return { title: "Write", load: () => Promise.resolve(), parts };
}

function searchView(text) {
  const list = element("ol", { class: "found" });
  const none = element("p", { class: "none" });
  async function load() {
    const match = phrase(text);
    const rows = match === "" ? [] : await query(SEARCH, [match]);
    none.textContent = rows.length === 0 ? "Nothing has these words." : "";
    const hits = rows.map(([kind, id, post, title, name, timestamp, snippet]) => {
      return { id: kind + id, kind, post, title, author: name, timestamp, snippet };
    });
    patch(list, hits, (hit) =>
      element(
        "li",
        {},
        element("a", { class: "title", href: hrefOf(hit.post) }, hit.title || "(no title)"),
        by(hit, hit.kind),
        element("p", { class: "text" }, ...marked(hit.snippet ?? "")),
      ),
    );
  }
  const parts = [element("h1", {}, `“${text}”`), none, list];
  return { title: `Search: ${text}`, load, parts };
}

/** What somebody typed as words that must all be there; the last may go on. */
function phrase(text) {
  const quoted = (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `"${word}"`);
  return quoted.length === 0 ? "" : `${quoted.join(" ")} *`;
}

/** A snippet's text, the words that were found as <mark>: no markup is ever parsed. */
function marked(snippet) {
  return snippet.split(FOUND).flatMap((part, index) => {
    const [found, rest] = index === 0 ? ["", part] : part.split(END);
    return [found === "" ? "" : element("mark", {}, found), rest ?? ""];
  });
}

function hrefOf(id) {
  return `#/post/${encodeURIComponent(id ?? "")}`;
}

function viewOf(hash) {
  const [, kind, ...rest] = hash.split("/");
  const text = decodeURIComponent(rest.join("/"));
  switch (kind) {
    case "new":
      return listView("New", "timestamp DESC, id");
    case "post":
      return postView(text);
    case "write":
      return writeView();
    case "search":
      return searchView(text);
    default:
      return listView("Hot", "score DESC, id");
  }
}

async function arrive() {
  const first = view === null;
  try {
    view = viewOf(location.hash);
  } catch {
    view = viewOf(""); // an address that nobody made here
  }
  document.title = `${view.title} · Forum`;
  for (const link of document.querySelectorAll("nav a")) {
    link.ariaCurrent = link.hash === (location.hash || "#/") ? "page" : null;
  }
  main.replaceChildren(...view.parts);
  say("");
  if (!first) {
    main.focus();
    scrollTo(0, 0);
  }
  await attempt("This cannot be read", view.load);
}

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = `#/search/${encodeURIComponent(words.value.trim())}`;
});
addEventListener("hashchange", () => void arrive());
void arrive();
follow(
  () => void attempt("This cannot be read", view.load),
  (there) => {
    const state = document.getElementById("state");
    state.textContent = there ? "live" : "not connected";
    state.className = there ? "live" : "";
  },
);
