// The reading list of the examples on a web server of its own, as an author would publish it.

import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { EXAMPLES, newPage } from "../../../web/test/browser/stage.mjs";

const FOLDER = join(EXAMPLES, "reading-list");
const WRITTEN = "http://localhost:8000"; // the hub in the example
const TYPES = { html: "text/html", js: "text/javascript" };

/** Its pages load their script from the hub whose origin is set as `hub`; `more`: pages of a test's
 * own, by name. */
export async function startLibrary() {
  const library = { hub: WRITTEN, more: {} };
  const names = await readdir(FOLDER);
  const server = createServer(async (request, response) => {
    const name = request.url === "/" ? "index.html" : request.url.slice(1);
    if (!names.includes(name) && !(name in library.more)) {
      response.writeHead(404).end();
      return;
    }
    const text = library.more[name] ?? (await readFile(join(FOLDER, name), "utf8"));
    response.setHeader("Content-Type", TYPES[name.split(".").at(-1)]);
    response.end(text.replace(WRITTEN, library.hub));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(library, {
    origin: `http://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}

/** A person's browser, with the list open and the person signed in. */
export async function openList(browser, library, name) {
  const page = await newPage(browser, {});
  await page.goto(library.origin);
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
