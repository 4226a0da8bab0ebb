import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { ask, focused, openPage, startBrowser, startNode, until } from "../stage.mjs";

let browser;
let node;
let nodes;
let page;

before(async () => {
  [browser, nodes] = await Promise.all([startBrowser(), startNode()]);
});

after(async () => {
  await browser?.close();
  await nodes?.kill();
});

beforeEach(async () => {
  node = await nodes.another();
});

afterEach(async () => {
  const wrong = page?.wrong ?? [];
  await page?.context().close();
  assert.deepEqual(wrong, [], "errors in the page");
});

const TICKET = "/s/bugs/records/ticket/T1";

test("a conflict is settled by one click, and the settling is undone", async () => {
  page = await openPage(browser, node, "#/bugs/~conflicts");
  const status = page.locator("article", { hasText: "Crash on start" }).getByLabel("status");
  await status.getByRole("button", { name: "Take done" }).click();
  await status.waitFor({ state: "detached" });
  const settled = await ask(node, "GET", TICKET);
  assert.equal(settled.json.values.status, "done");
  assert.deepEqual(settled.json.open, ["priority"]);

  await page.getByRole("button", { name: "Undo" }).click();
  await status.getByRole("button", { name: "Take new" }).waitFor();
  const undone = await ask(node, "GET", TICKET);
  assert.deepEqual(undone.json.open.toSorted(), ["priority", "status"]);
});

test("each candidate says who, when, what it replaced, and what was decided before", async () => {
  page = await openPage(browser, node, "#/bugs/~conflicts");
  const question = page.locator("article", { hasText: "Two windows" }).getByLabel("priority");
  const text = await question.innerText();
  assert.match(text, /office .* ago .*replaced 3 and 1/s);
  assert.match(text, /shown for now/);
  await question.getByText("Decided before").click();
  await question.getByText("office took 4").waitFor();
});

test("number keys settle question after question, deleted beside changed too", async () => {
  page = await openPage(browser, node, "#/bugs/~conflicts");
  for (let left = 5; left > 0; left--) {
    await until(
      `${left} questions`,
      async () => (await page.locator(".question").count()) === left,
    ).catch(async (why) => {
      const text = await page.locator("body").innerText();
      throw new Error(`${why.message}; the page says: ${text}`, { cause: why });
    });
    await page.keyboard.press("1");
  }
  await page.getByText("Nothing is in conflict.").waitFor();
  const gone = await ask(node, "GET", "/s/bugs/records/ticket/T2");
  assert.equal(gone.status, 404, "the first candidate of T2 is: deleted");
});

test("a change made elsewhere appears in table, record and badge without reloading", async () => {
  page = await openPage(browser, node, "#/bugs/ticket");
  const reading = await ask(node, "GET", "/s/bugs/records/ticket/T7");
  await ask(node, "PATCH", "/s/bugs/records/ticket/T7", { summary: "Changed elsewhere" });
  await page.getByRole("cell", { name: "Changed elsewhere" }).waitFor();

  await page.evaluate(() => {
    location.hash = "#/bugs/ticket/T7";
  });
  await page.getByRole("heading", { name: "Changed elsewhere" }).waitFor();
  await page.getByLabel("4 open conflicts").first().waitFor();
  const headers = { "If-Match": reading.headers.etag, Prefer: "conflict" };
  await ask(node, "PATCH", "/s/bugs/records/ticket/T7", { summary: "Not known to him" }, headers);
  await page.getByLabel("5 open conflicts").first().waitFor();
  await page.getByText("In open conflict.").waitFor();
  await page.locator(".story").getByText("Not known to him").first().waitFor();
});

test("what somebody is typing survives a change made elsewhere, which is told", async () => {
  page = await openPage(browser, node, "#/bugs/ticket/T7");
  await page.getByRole("button", { name: /^summary: / }).click();
  await page.getByLabel("summary", { exact: true }).fill("Mine");
  await ask(node, "PATCH", "/s/bugs/records/ticket/T7", { summary: "Theirs", status: "done" });
  await page.getByText("it is now: Theirs").waitFor();
  assert.equal(await page.getByLabel("summary", { exact: true }).inputValue(), "Mine");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Mine" }).waitFor();
  const now = await ask(node, "GET", "/s/bugs/records/ticket/T7");
  assert.equal(now.json.values.summary, "Mine");
  assert.equal(now.json.values.status, "done");
});

test("a value that the type does not allow is refused with the node's sentence", async () => {
  page = await openPage(browser, node, "#/bugs/ticket/T7");
  await page.getByRole("button", { name: /^status: / }).click();
  await page.getByLabel("status", { exact: true }).fill("never");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText('status is "never", allowed are').first().waitFor();
});

test("everything is done with the keyboard alone", async () => {
  page = await openPage(browser, node);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.match(await focused(page), /^bugs/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "bugs", exact: true }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await focused(page), "ticket");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "ticket" }).waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("summary~printing status=open");
  await until("the filter", async () => (await page.locator("tbody tr").count()) < 20);
  await page.keyboard.press("Enter");
  const line = await focused(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Printing/ }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Typed without a mouse");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Typed without a mouse" }).waitFor();
  await page.keyboard.press("u");
  await page.getByRole("heading", { name: /^Printing/ }).waitFor();

  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "ticket" }).waitFor();
  assert.equal(await page.getByLabel("Filter").inputValue(), "summary~printing status=open");
  await until("the focus where one was", async () => (await focused(page)) === line);
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("this help").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("a record is made, deleted, and brought back", async () => {
  page = await openPage(browser, node, "#/bugs/ticket");
  await page.keyboard.press("n");
  await page.getByRole("heading", { name: "New ticket" }).waitFor();
  await page.getByLabel("summary").fill("Made on the page");
  await page.getByLabel("priority").fill("2");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Made on the page" }).waitFor();
  await page.getByRole("button", { name: "priority: 2. Edit" }).waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "ticket" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Undone.").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Made on the page" }).waitFor();
  await page.getByText("brought it back").waitFor();
});

test("sorting, more records, and back and forward keep their place", async () => {
  page = await openPage(browser, node, "#/bugs/ticket");
  const rows = page.locator("tbody tr");
  assert.equal(await rows.count(), 100);
  await page.getByRole("button", { name: "More records" }).click();
  await until("all records", async () => (await rows.count()) === 129);
  await page.getByRole("button", { name: "priority" }).click();
  await page.locator('th[aria-sort="ascending"]').waitFor();
  await page.getByRole("button", { name: "priority" }).click();
  await page.locator('th[aria-sort="descending"]').waitFor();
  assert.match(await rows.first().innerText(), /Two windows/);
  await rows.first().getByRole("link").click();
  await page.getByRole("heading", { name: "Two windows, one record" }).waitFor();
  await page.goBack();
  await page.locator('th[aria-sort="descending"]').waitFor();
});

test("peers say how they stand, and a sync brings one in step", async () => {
  page = await openPage(browser, node, "#/bugs/~peers");
  await page.getByText("In step with 0 of 2 peers.").waitFor();
  await page.getByText("connection refused").waitFor();
  await page.getByRole("button", { name: "Sync with field now" }).click();
  await page.getByText("field: 0 changes came, 4 changes went.").waitFor();
  await page.getByText("In step with 1 of 2 peers.").waitFor();
});

test("a node that goes away is told, and found again when it is back", async (t) => {
  const going = await startNode();
  t.after(() => going.kill());
  page = await openPage(browser, going, "#/bugs/ticket");
  await page.getByText("live", { exact: true }).waitFor();
  await going.kill();
  await page.getByText("What you see may be old.").waitFor();
  assert.equal(await page.locator("tbody tr").count(), 100, "what was there stays");
  const back = await startNode(going.port);
  t.after(() => back.kill());
  await page.getByText("live", { exact: true }).waitFor();
  await ask(back, "PATCH", "/s/bugs/records/ticket/T8", { summary: "After the break" });
  await page.getByRole("cell", { name: "After the break" }).waitFor();
});

test("the token leaves the address, and without one the page asks for it", async () => {
  page = await openPage(browser, node, "#/bugs");
  assert.equal(new URL(page.url()).hash, "#/bugs");
  const other = await page.context().newPage();
  await other.goto(`${node.origin}/ui/`);
  await other.getByLabel("Token").fill("wrong");
  await other.keyboard.press("Enter");
  await other.getByText("The token is not known here").waitFor();
  await other.getByLabel("Token").fill(node.address);
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Spaces" }).waitFor();
});

test("an empty space says what to do, and what is not there says so", async () => {
  page = await openPage(browser, node, "#/attic");
  await page.getByText("There are no records here yet.").waitFor();
  for (const place of ["#/nowhere", "#/bugs/ticket/none"]) {
    await page.evaluate((to) => {
      location.hash = to;
    }, place);
    await page.getByRole("heading", { name: "That did not work" }).waitFor();
    await page.getByText(/There is no (space|record)|no such/i).waitFor();
    await page.evaluate(() => {
      location.hash = "#/attic";
    });
    await page.getByText("There are no records here yet.").waitFor();
  }
});

test("values that mean harm stay text", async () => {
  const id = encodeURIComponent("<script>alert(1)</script>/..%2F#?");
  const places = [`#/bugs/odd/${id}`, "#/bugs/odd", "#/bugs", "#/bugs/~create/odd"];
  page = await openPage(browser, node, places[0]);
  await page.getByText("<script>document.title='owned'</script>").first().waitFor();
  await page.getByText("javascript:alert(3)").first().waitFor();
  await page.getByText("<b>office</b>").first().waitFor();
  for (const place of places) {
    await page.evaluate((to) => {
      location.hash = to;
    }, place);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const found = await page.evaluate(() => ({
      scripts: document.scripts.length,
      odd: document.querySelectorAll("main :is(script, svg, img, b b, iframe)").length,
      links: [...document.links].filter((one) => one.protocol !== location.protocol).length,
    }));
    assert.deepEqual(found, { scripts: 1, odd: 0, links: 0 }, place);
  }
  assert.doesNotMatch(await page.title(), /owned/);
});
