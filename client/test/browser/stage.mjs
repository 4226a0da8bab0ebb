// A page at a node's own origin with the built client in it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

const DIST = join(import.meta.dirname, "..", "..", "dist");
const HTML = `<!doctype html><title>client</title><script type="module">
import * as skein from "/client-test/skein.js";
globalThis.skein = skein;
</script>`;

/** Pages that a test puts in place of the node's count as strangers' to this machine. */
export const FLAGS = ["--disable-features=LocalNetworkAccessChecks"];

/** A browser profile of its own, in which pages at the origin of a node have the client. */
export async function profileAt(browser, node) {
  const context = await browser.newContext();
  await context.route("**/client-test/**", async (route) => {
    const isScript = route.request().url().endsWith(".js");
    const body = isScript ? await readFile(join(DIST, "skein.js"), "utf8") : HTML;
    await route.fulfill({ contentType: isScript ? "text/javascript" : "text/html", body });
  });
  return {
    context,
    /** A tab of this profile. */
    async tab() {
      const page = await context.newPage();
      await page.goto(`${node.origin}/client-test/`);
      await page.waitForFunction(() => "skein" in globalThis);
      return page;
    },
  };
}

/** Opens a space in a tab, as `space`. */
export function openIn(tab, options) {
  return tab.evaluate(async (given) => {
    globalThis.space = await globalThis.skein.openSpace(given);
  }, options);
}
