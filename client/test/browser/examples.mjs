// The examples, with the built client beside them, on a web server of its own, as an author would
// publish them.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { ROOT } from "../../../web/test/browser/stage.mjs";

const WRITTEN = "http://localhost:8000"; // the hub in the examples
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css" };
const SERVED = /^\/(examples\/[\w-]+|client\/dist)\/[\w.-]*$/;

/** A red dot, as somebody chooses it. */
export const PICTURE = {
  name: "dot.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5E" +
      "rkJggg==",
    "base64",
  ),
};

function exampleAt(path) {
  return SERVED.test(path) ? readFile(join(ROOT, path), "utf8").catch(() => undefined) : undefined;
}

/** Its pages use the hub whose origin is set as `hub`; `more`: pages of a test's own, by path. */
export async function startExamples() {
  const examples = { hub: WRITTEN, more: {} };
  const server = createServer(async (request, response) => {
    const path = request.url.replace(/\/$/, "/index.html");
    const found = examples.more[path] ?? (await exampleAt(path));
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", TYPES[path.split(".").at(-1)]);
    response.end(found.replaceAll(WRITTEN, examples.hub));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(examples, {
    origin: `http://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}
