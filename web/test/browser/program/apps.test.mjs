// Apps on nodes that are processes of their own: what people see of them in a browser.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { BARE_OF_NOTHING, bareness, faintTexts } from "../looks.mjs";
import {
  ask,
  commands,
  createApp,
  EXAMPLES,
  openApp,
  openHome,
  originOf,
  putFile,
  putFolder,
  startBrowser,
  until,
} from "../stage.mjs";

const NAMES = ["ada", "ben", "cleo", "dan"];
let folder;
let nodes; // of all four
let browser;
let pages = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-apps-"));
  const starts = NAMES.map((name) => commands(folder, name).startNode());
  [browser, ...nodes] = await Promise.all([startBrowser(), ...starts]);
});

after(async () => {
  await browser?.close();
  await Promise.all((nodes ?? []).map((node) => node.kill()));
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  const wrong = pages.flatMap((page) => page.wrong);
  await Promise.all(pages.map((page) => page.context().close()));
  pages = [];
  assert.deepEqual(wrong, [], "errors in the pages");
});

/** A page that is closed after the test, which fails if something went wrong in it. */
async function seen(opening) {
  const page = await opening;
  pages.push(page);
  return page;
}

/** Joins an app from a node that hosts it, as a program does. */
async function joinFrom(node, app, from) {
  const peers = [`127.0.0.1:${from.port}`];
  const { status, json } = await ask(node, "POST", `/${app}/join_app`, { peers });
  assert.equal(status, 200, JSON.stringify(json));
}

async function write(page, text) {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
}

test("a board goes round; its owner gone, a fourth joins and sees all", async (context) => {
  const [ada, ben, cleo, dan] = nodes;
  const owner = await seen(openHome(browser, ada));
  await owner.getByText("This node hosts no app yet.").waitFor();
  await owner.getByLabel("Name").fill("board");
  await owner.getByRole("button", { name: "Make" }).click();
  const link = await owner
    .getByRole("textbox", { name: "Link to board", exact: true })
    .inputValue();
  const app = link.slice("skein-app:".length, "skein-app:".length + 40);
  await owner.locator("[webkitdirectory]").setInputFiles(join(EXAMPLES, "board"));
  await owner.getByText("Put 2 files.").waitFor();
  await owner.getByRole("heading", { name: "Board", exact: true }).waitFor();

  const guest = await seen(openHome(browser, ben));
  await guest.getByLabel("Link", { exact: true }).fill(link);
  await guest.getByRole("button", { name: "Join" }).click();
  const card = guest.locator(`[data-id="${app}"]`);
  await card.locator("p", { hasText: "2 files" }).waitFor();
  const opened = card.getByRole("link", { name: "Open Board" });
  assert.equal(await opened.getAttribute("href"), `${originOf(ben, app)}/`);
  await opened.click();
  await guest.getByText("live", { exact: true }).waitFor();
  await joinFrom(cleo, app, ben); // hears of it from him alone

  const boards = [await seen(openApp(browser, ada, app)), guest];
  boards.push(await seen(openApp(browser, cleo, app)));
  const times = [];
  for (const from of [...boards, ...boards, ...boards]) {
    await from.getByText("live", { exact: true }).waitFor();
    const text = `message ${times.length}`;
    const began = performance.now();
    await write(from, text);
    await Promise.all(boards.map((board) => board.getByText(text).waitFor()));
    times.push(Math.round(performance.now() - began));
  }
  // Told at once: the next round of a node that was not told comes after minutes.
  context.diagnostic(`a message was on all boards after ${times} ms`);
  assert.equal(await boards[2].locator("li").count(), times.length);

  await ada.kill();
  await joinFrom(dan, app, cleo);
  const last = await seen(openApp(browser, dan, app));
  await until("all messages", async () => (await last.locator("li").count()) === times.length);
  await write(last, "from the fourth");
  await Promise.all(boards.slice(1).map((board) => board.getByText("from the fourth").waitFor()));
});

test("the forum finds words in texts, shows what others write, and votes lift", async () => {
  const node = nodes[1];
  const app = await createApp(node, "forum");
  await putFolder(node, app, join(EXAMPLES, "forum"));
  const page = await seen(openApp(browser, node, app));
  const other = await seen(openApp(browser, node, app, "#/new"));
  await page.getByRole("link", { name: "Write", exact: true }).click();
  await page.getByLabel("Title").fill("Why geese fly in a V");
  await page.getByLabel("Text").fill("Each bird flies in the <b>upwash</b> of the one ahead.");
  await page.getByRole("button", { name: "Post it" }).click();
  await page.getByRole("heading", { name: "Why geese fly in a V" }).waitFor();
  await page.getByLabel("Comment", { exact: true }).fill("They honk for those in front: Élan!");
  await page.getByRole("button", { name: "Comment" }).click();
  await page.getByText("They honk").waitFor();

  await other.getByText("1 comment").waitFor(); // by itself
  for (const [typed, found] of [
    ["upw", "upwash"],
    ["elan", "Élan"],
    ['front "honk', "honk"],
  ]) {
    await other.getByLabel("Search").fill(typed);
    await other.keyboard.press("Enter");
    await other.locator("mark").getByText(found, { exact: true }).waitFor();
  }
  await other.getByLabel("Search").fill("unwritten");
  await other.keyboard.press("Enter");
  await other.getByText("Nothing has these words.").waitFor();

  const before = await score(node, app);
  const vote = page.locator("article").getByRole("button", { name: /^Vote for it/ });
  await page.evaluate(watchProgress);
  await until("a vote that lifts", async () => {
    await vote.click();
    await page.getByText(/^Your vote (lifts it by \d+\.\d days|is in)/).waitFor();
    return (await score(node, app)) > before;
  });
  const shown = await page.evaluate(() => globalThis.shown);
  assert.ok(new Set(shown).size > 3, `progress was shown as ${shown}`);
  await vote.evaluate((button) => {
    button.click();
    button.click(); // enough
  });
  await page.getByText("Your vote is in, but somebody was luckier before").waitFor();
  await vote.waitFor();
  const rows = await ask(node, "POST", `/${app}/query`, { query: "SELECT count(*) FROM posts" });
  assert.deepEqual(rows.json.results, [[1]], "a vote makes no second post");
});

/** Keeps what the bar says in each frame in which one sees it. */
function watchProgress() {
  globalThis.shown = [];
  (function look() {
    const bar = document.querySelector("article progress");
    if (bar?.checkVisibility()) {
      globalThis.shown.push(bar.value);
    }
    requestAnimationFrame(look);
  })();
}

async function score(node, app) {
  const { json } = await ask(node, "POST", `/${app}/query`, { query: "SELECT score FROM posts" });
  return json.results[0][0];
}

test("the pages of apps fit small screens, stand out, and name what one can use", async () => {
  const node = nodes[2];
  const app = await createApp(node, "looks");
  await putFolder(node, app, join(EXAMPLES, "forum"));
  const board = await createApp(node, "more-looks");
  await putFolder(node, board, join(EXAMPLES, "board"));
  const made = new Date().toISOString();
  const long = "word".repeat(60);
  const post = { _table: "posts", title: `Words ${long}`, body: long, author: long, made };
  const { json } = await ask(node, "POST", `/${app}/add_record`, post);
  const message = { _table: "messages", message: long, author: long, sent: made };
  await ask(node, "POST", `/${board}/add_record`, message);
  const options = { viewport: { width: 360, height: 700 }, reducedMotion: "reduce" };
  const open = (path) => openApp(browser, node, app, path, options);
  const views = [
    [openHome(browser, node, options), "article"],
    [openApp(browser, node, board, "", options), "li"],
    [open("#/"), ".posts li"],
    [open(`#/post/${encodeURIComponent(json.id)}`), "article"],
    [open("#/write"), "form.write"],
    [open("#/search/words"), "mark"],
  ];
  for (const [opening, there] of views) {
    const page = await seen(opening);
    await page.locator(there).first().waitFor();
    const address = page.url();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await page.evaluate(faintTexts), [], `${address}, ${colorScheme}`);
    }
    assert.deepEqual(await page.evaluate(bareness), BARE_OF_NOTHING, address);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${address} is ${wide} pixels wide`);
  }
});

test("a page of the ancestor's kind runs as it is", async () => {
  const node = nodes[1];
  const app = await createApp(node, "old");
  const schema = { schema: { messages: { message: "text" } }, indexes: [] };
  await putFile(node, app, "_schema", JSON.stringify(schema));
  await putFile(node, app, "index.html", OLD_PAGE);
  const page = await seen(openApp(browser, node, app, "index.html"));
  await page.locator("#in").fill("still <i>here</i>");
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator("li").getByText("still <i>here</i>", { exact: true }).waitFor();
});

/** Scripts and handlers within the page, asking once a second, as one wrote them then. */
const OLD_PAGE = `<html><head><title>Old board</title><script>
function call(address, what, then) {
  var request = new XMLHttpRequest();
  request.open("POST", address);
  request.setRequestHeader("Content-Type", "application/json");
  request.onload = function () { then(JSON.parse(request.responseText)); };
  request.send(JSON.stringify(what));
}
function send() {
  var field = document.getElementById("in");
  call("add_record", { _table: "messages", message: field.value }, refresh);
}
function refresh() {
  var sql = "SELECT message FROM messages ORDER BY timestamp DESC LIMIT 20";
  call("query", { query: sql, params: [] }, function (answer) {
    var list = document.getElementById("list");
    list.innerHTML = "";
    for (var i = 0; i < answer.results.length; i++) {
      var line = document.createElement("li");
      line.appendChild(document.createTextNode(answer.results[i][0]));
      list.appendChild(line);
    }
  });
}
setInterval(refresh, 1000);
</script><style>li { color: #333 }</style></head><body onload="refresh()">
<input id="in"><button onclick="send()">Send</button><ul id="list"></ul></body></html>`;
