// Every command of the guide for authors of apps does what it should, in its order.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { ask, commands, EXAMPLES } from "../stage.mjs";

const GUIDE = join(EXAMPLES, "..", "docs", "apps.md");
let folder;
let ada;
let ben;
let node;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-guide-"));
  await symlink(EXAMPLES, join(folder, "examples"));
  await writeFile(join(folder, "logo.png"), "not much of a picture");
  ada = commands(folder, "ada");
  ben = commands(folder, "ben");
  node = await ada.startNode();
});

after(async () => {
  await node?.kill();
  await rm(folder, { recursive: true, force: true });
});

test("the guide's commands work as they stand", async () => {
  const lines = (await readFile(GUIDE, "utf8")).matchAll(/^ {4}\$ (.*)$/gm);
  let id = "";
  let count = 0;
  for (const [, line] of lines) {
    count++;
    const typed = line.replace("<host>:<port>", `127.0.0.1:${node.port}`).replace("<id>", id);
    const words = typed.replace(":8000", `:${node.port}`).replaceAll("'", "");
    if (line === "skein serve &") {
      continue; // it runs
    } else if (line.startsWith("skein app join ")) {
      await ben.run(...words.split(" ").slice(1));
      assert.match(await ben.run("app", "list"), /2 files/);
    } else if (line.startsWith("skein ")) {
      const said = await ada.run(...words.split(" ").slice(1));
      id ||= /[0-9a-f]{40}/.exec(said)?.[0] ?? "";
    } else {
      assert.match(line, /^curl /);
      const [program, ...rest] = words.match(/Content-Type: \S+|\S+/g);
      await promisify(execFile)(program, rest, { cwd: folder });
    }
  }
  assert.ok(count > 8, `${count} commands`);
  const { json } = await ask(node, "GET", "/apps");
  const files = Object.fromEntries(json.apps.map((app) => [app.title, app.files]));
  assert.deepEqual(files, { Board: 2, Forum: 8 });
  assert.match(await readFile(join(folder, "board.key"), "utf8"), /\S/);
});
