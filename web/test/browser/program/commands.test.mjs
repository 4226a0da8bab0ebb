// The page beside the command line: processes of their own change the same home while it is open.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { commands, openPage, startBrowser } from "../stage.mjs";

let folder;
let ada;
let ben; // has a home of his own, with a clone
let node;
let browser;
let page;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-page-"));
  ada = commands(folder, "ada");
  ben = commands(folder, "ben");
  await ada.run("init", "-s", "bugs");
  await ada.run("-s", "bugs", "create", "ticket", "--id", "T1", "summary=Crash", "status=new");
  node = await ada.startNode();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await node?.kill();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  const wrong = page?.wrong ?? [];
  const loads = await page?.evaluate(() => performance.getEntriesByType("navigation").length);
  await page?.context().close();
  assert.deepEqual({ wrong, loads }, { wrong: [], loads: 1 }, "errors in the page, and loads");
});

test("what commands create, change and delete is seen in the open table", async () => {
  page = await openPage(browser, node, "#/bugs/ticket");
  const row = page.locator('[data-id="T2"]');
  await page.getByText("live", { exact: true }).waitFor();
  await ada.run("-s", "bugs", "create", "ticket", "--id", "T2", "summary=Map is blank");
  await row.getByRole("cell", { name: "Map is blank" }).waitFor();
  await ada.run("-s", "bugs", "update", "ticket/T2", "summary=Map prints blank", "priority=2");
  await row.getByRole("cell", { name: "Map prints blank" }).waitFor();
  await row.getByRole("cell", { name: "2", exact: true }).waitFor();
  await ada.run("-s", "bugs", "delete", "ticket/T2");
  await row.waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "Crash" }).waitFor();
});

test("what commands do to the open record is seen there, to its deletion", async () => {
  await ada.run("-s", "bugs", "create", "ticket", "--id", "T3", "summary=Slow", "status=new");
  page = await openPage(browser, node, "#/bugs/ticket/T3");
  await page.getByText("live", { exact: true }).waitFor();
  await ada.run("-s", "bugs", "update", "ticket/T3", "summary=Slow start", "area=app");
  await page.getByRole("heading", { name: "Slow start" }).waitFor();
  await page.getByRole("button", { name: "area: app. Edit" }).waitFor();
  await page.locator(".story").getByText("Slow start").waitFor();
  await ada.run("-s", "bugs", "delete", "ticket/T3");
  await page.getByText("This record is deleted.").waitFor();
  await ada.run("-s", "bugs", "undo");
  await page.getByText("brought it back").waitFor();
});

test("a conflict that a pull brings is seen in the open list until a command ends it", async () => {
  await ben.run("clone", ada.home, "bugs", "-s", "bugs");
  await ben.run("-s", "bugs", "update", "ticket/T1", "status=done");
  await ada.run("-s", "bugs", "update", "ticket/T1", "status=open");
  page = await openPage(browser, node, "#/bugs/~conflicts");
  await page.getByText("Nothing is in conflict.").waitFor();
  await page.getByText("live", { exact: true }).waitFor();
  await ada.run("-s", "bugs", "pull", ben.home);
  const status = page.locator("article", { hasText: "Crash" }).getByLabel("status");
  await status.getByRole("button", { name: "Take open" }).waitFor();
  await status.getByRole("button", { name: "Take done" }).waitFor();
  await page.getByLabel("1 open conflict").first().waitFor();
  await ada.run("-s", "bugs", "resolve", "ticket/T1", "status=done");
  await page.getByText("Nothing is in conflict.").waitFor();
});
