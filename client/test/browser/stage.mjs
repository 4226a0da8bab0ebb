// A page at a node's own origin with the built client in it.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { ROOT } from "../../../web/test/browser/stage.mjs";

const BARE = `<!doctype html><title>client</title><script type="module">
import * as skein from "./skein.js";
globalThis.skein = skein;
</script>`;
const TYPES = { js: "text/javascript", html: "text/html" };

/** Pages that a test puts in place of the node's count as strangers' to this machine. */
export const STRANGERS = ["LocalNetworkAccessChecks"];

/** The blocks of one language in the documentation of the client. */
async function blocks(language) {
  const text = await readFile(join(ROOT, "docs/client.md"), "utf8");
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code);
}

async function fileNamed(name) {
  switch (name) {
    case "skein.js":
    case "skein.script.js":
    case "skein.ed25519.js":
      return readFile(join(ROOT, "client/dist", name), "utf8");
    case "sw.js":
      return (await blocks("js"))[0];
    case "notes.html":
      return (await blocks("html"))[0];
    default:
      return BARE;
  }
}

/** A web server of its own with the client, for pages that need no node. */
export async function startSite() {
  const server = createServer(async (request, response) => {
    const name = request.url.slice(1);
    response.setHeader("Content-Type", typeOf(name));
    response.end(await fileNamed(name));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function typeOf(name) {
  return TYPES[name.split(".").at(-1)] ?? "text/html";
}

/** A browser profile of its own, in which pages at the origin of a node have the client. */
export async function profileAt(browser, node) {
  const context = await browser.newContext();
  await context.route("**/client-test/**", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1);
    await route.fulfill({ contentType: typeOf(name), body: await fileNamed(name) });
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
    /** A tab with the app of the documentation. */
    async app() {
      const page = await context.newPage();
      await page.goto(`${node.origin}/client-test/notes.html#token=${node.token}`);
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
