// The reading list of the examples, as people use it.

import { newPage } from "../../../web/test/browser/stage.mjs";

/** A person's browser, with the list open and the person signed in. */
export async function openList(browser, library, name) {
  const page = await newPage(browser, {});
  await page.goto(`${library.origin}/examples/reading-list/`);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  return page;
}

/** The titles that a page shows. */
export function titles(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("#books input[type=text]")].map((input) => input.value),
  );
}

export async function add(page, title) {
  await page.locator("#add input").fill(title);
  await page.locator("#add button").click();
}

export async function rename(page, from, to) {
  const at = (await titles(page)).indexOf(from);
  const input = page.locator("#books input[type=text]").nth(at);
  await input.fill(to);
  await input.press("Enter");
}

/** How many changes a page has that no hub has. */
export function pendingCount(page) {
  return page.evaluate(
    () =>
      Object.values(JSON.parse(localStorage["reading-list"] ?? "{}")).filter((e) => !e.saved)
        .length,
  );
}

/** Runs a round now; what it failed with, if it did. */
export function sync(page) {
  return page.evaluate(
    () => new Promise((resolve) => sync.service.syncNow((error) => resolve(error?.message))),
  );
}
