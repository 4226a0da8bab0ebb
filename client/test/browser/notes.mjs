// The notes of the examples, as people use them.

import assert from "node:assert/strict";
import { newPage } from "../../../web/test/browser/stage.mjs";

/** How often is looked: with each frame, as is usual, two pages keep a processor busy. */
const LOOK = { polling: 50 };

/** The page of notes in a browser of its own. */
export async function openNotes(browser, examples, options = {}) {
  const page = await newPage(browser, options);
  await page.goto(`${examples.origin}/examples/notes/`);
  return page;
}

/** Opens the window where people sign in. */
export async function signInWindow(page) {
  const [popup] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("button", { name: "Sign in" }).click(),
  ]);
  return popup;
}

/** Signs somebody in whom the hub believes. */
export async function signIn(page, name) {
  const popup = await signInWindow(page);
  await popup.getByLabel("Address of mail").fill(name);
  // The window closes as it is clicked.
  const button = popup.getByRole("button", { name: "Sign in without proof" });
  await button.evaluate((one) => void setTimeout(() => one.click()));
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

export async function write(page, title, text = "") {
  await page.getByRole("button", { name: "New note" }).click();
  await page.locator("#title:focus").waitFor();
  await edit(page, "Title", title);
  if (text !== "") {
    await edit(page, "Text", text);
  }
}

/** Writes into a field of the open note, and leaves it. */
export async function edit(page, label, value) {
  const field = page.getByRole("textbox", { name: label, exact: true });
  await field.fill(value);
  await field.blur();
}

/** Waits until a page says this of how it stands. */
export const state = (page, words) =>
  page
    .locator("#state")
    .getByText(words, { exact: typeof words === "string" })
    .waitFor();

/** Waits until the list is just this, from the top. */
export const lists = (page, ...titles) =>
  page.waitForFunction(
    (due) =>
      due === [...document.querySelectorAll("#list strong")].map((e) => e.textContent).join(),
    titles.join(),
    LOOK,
  );

/** Waits until the list says something of a note: then that is on the disk. */
export const listed = (page, words) => page.locator("#list").getByText(words).first().waitFor();

/** Opens a note by its title. */
export async function choose(page, title) {
  await page.locator("#list").getByText(title, { exact: true }).click();
  await has(page, "Title", title);
}

/** Waits until a field of the open note has this value. */
export function has(page, label, value) {
  return page.waitForFunction(
    ([name, due]) => document.querySelector(`[aria-label="${name}"]:not(section)`).value === due,
    [label, value],
    LOOK,
  );
}

/** What went wrong in pages must be nothing; closes them. */
export async function closeAll(pages) {
  const wrong = pages.flatMap((page) => page.wrong);
  await Promise.all(pages.map((page) => page.context().close()));
  assert.deepEqual(wrong, []);
}
