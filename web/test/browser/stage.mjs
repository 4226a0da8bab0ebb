// A node with sample data, or one of a home that the command line works on, and Chromium to look at
// it. The former is the server's own showcase (skein.server.page.Showcase), as ./check or Maven has
// built it; SKEIN_SHOWCASE_PATH gives another class path, SKEIN_CHROMIUM another browser.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import http from "node:http";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

export const ROOT = join(import.meta.dirname, "..", "..", "..");
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** What the browser is to leave: pages of its own that each new window makes behind the address
 * bar, which take longer than ours; then, since of two lists the last one counts, what Playwright
 * has it leave. */
const LEFT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];
/** What runs for seconds is slowed down by compiling it well. */
const SHORT_LIFE = "-XX:TieredStopAtLevel=1";
export const PATIENCE_MILLIS = 60_000;

function classPath() {
  const modules = ["core", "sync", "server", "testkit"];
  const folders = modules.map((module) => join(ROOT, module, "target", "classes"));
  folders.push(join(ROOT, "server", "target", "test-classes"));
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing !== undefined) {
    throw new Error(`${missing} is not built; run ./check, or mvn test-compile`);
  }
  return [...folders, join(ROOT, "app", "target", "third-party", "*")].join(delimiter);
}

/** Starts a node with sample data; port 0 for any. */
export function startNode(port = 0) {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const path = process.env.SKEIN_SHOWCASE_PATH ?? classPath();
  const words = [
    SHORT_LIFE,
    "-XX:+UseSerialGC",
    "-cp",
    path,
    "skein.server.page.Showcase",
    String(port),
  ];
  return listening(spawn(java, words));
}

/** The command line on a home in a folder: each command a process of its own, as a person's. */
export function commands(folder, author) {
  const skein = join(ROOT, "skein");
  const home = join(folder, author);
  const ours = { SKEIN_HOME: home, SKEIN_AUTHOR: author, JAVA_TOOL_OPTIONS: SHORT_LIFE };
  const options = { cwd: folder, env: { ...process.env, ...ours } };
  return {
    home,
    /** Runs a command to its end; gives what it printed. Fails unless it did what it should. */
    run: async (...words) => (await promisify(execFile)(skein, words, options)).stdout,
    startNode: () => listening(spawn(skein, ["ui", "--port", "0"], options)),
    /** A node that is a hub, by these options of `serve`. */
    startHub: (...words) =>
      listening(spawn(skein, ["serve", "--port", "0", "--json", ...words], options)),
  };
}

/** A process whose first line is the address of a node's page, or JSON with its own. What it says
 * on its standard error is shown when it fails. */
async function listening(child) {
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const next = () =>
    Promise.race([
      once(lines, "line").then(([line]) => line),
      ended.then(() => Promise.reject(new Error(`the node ended at once:\n${said}`))),
    ]);
  return {
    ...addressed(await next()),
    /** One more node with sample data, of the same process. */
    async another() {
      child.stdin.write("\n");
      return addressed(await next());
    },
    /** Ends it at once, as a crash would. */
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function addressed(line) {
  const address = new URL(line.startsWith("{") ? JSON.parse(line).addresses[0] : line);
  return {
    address: address.href,
    origin: address.origin,
    port: Number(address.port),
    token: address.hash.slice("#token=".length),
  };
}

/** What a program on this machine asks the node, without a browser: status, headers, text. (Not by
 * Node's `fetch`, which passes itself off as a browser.) */
export async function send(node, method, path, { headers = {}, body } = {}) {
  const request = http.request(node.origin + path, { method, headers });
  request.end(body);
  const [response] = await once(request, "response");
  let text = "";
  for await (const part of response) {
    text += part;
  }
  return { status: response.statusCode, headers: response.headers, text };
}

/** The same with JSON both ways. */
export async function ask(node, method, path, body, headers = {}) {
  const answer = await send(node, method, path, {
    headers: { "Content-Type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { ...answer, json: answer.text === "" ? null : JSON.parse(answer.text) };
}

/** Starts Chromium with these flags more, without these features. */
export function startBrowser(flags = [], features = []) {
  return chromium.launch({
    executablePath: process.env.SKEIN_CHROMIUM ?? "/usr/bin/chromium",
    args: [...FLAGS, `--disable-features=${[...LEFT, ...features]}`, ...flags],
  });
}

/** The page of spaces at a place, such as `#/bugs/ticket`. What goes wrong in it is kept. */
export async function openPage(browser, node, place = "#/", options = {}) {
  const page = await newPage(browser, options);
  await page.goto(`${node.address}&to=${encodeURIComponent(place.slice(1))}`);
  await page.locator("main h1").waitFor();
  return page;
}

export async function newPage(browser, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("dialog", (dialog) => {
    page.wrong.push(`a dialog opened: ${dialog.message()}`);
    dialog.dismiss();
  });
  return page;
}

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", txt: "text/plain" };
export const EXAMPLES = join(ROOT, "examples");

/** Puts a file of an app, as its owner's program does. */
export async function putFile(node, app, name, text) {
  const type = TYPES[name.split(".").at(-1)] ?? "application/json";
  const headers = { "Content-Type": type, "Content-Length": Buffer.byteLength(text) };
  const answer = await send(node, "PUT", `/${app}/${name}`, { headers, body: text });
  assert.equal(answer.status, 204, `PUT ${name}: ${answer.text}`);
}

/** Puts all files of a folder. */
export async function putFolder(node, app, folder) {
  for (const name of await readdir(folder)) {
    await putFile(node, app, name, await readFile(join(folder, name)));
  }
}

/** Makes an app on a node; gives its id. */
export async function createApp(node, name) {
  const { status, json } = await ask(node, "POST", "/create_app", { name });
  assert.equal(status, 200, JSON.stringify(json));
  return json.id;
}

/** The origin of an app, as a browser on the machine of the node has it. */
export function originOf(node, app) {
  return `http://${app}.localhost:${node.port}`;
}

/** The node's page of apps. */
export async function openHome(browser, node, options = {}) {
  const page = await newPage(browser, options);
  await page.goto(`${node.origin}/${new URL(node.address).hash}`);
  await page.getByRole("heading", { name: "Apps" }).waitFor();
  return page;
}

/** A page of an app, by the address that it has on the node. */
export async function openApp(browser, node, app, path = "", options = {}) {
  const page = await newPage(browser, options);
  await page.goto(`http://localhost:${node.port}/${app}/${path}`);
  assert.equal(new URL(page.url()).origin, originOf(node, app));
  return page;
}

/** Waits until a function run in the page, or here, is true. */
export async function until(what, condition) {
  const end = Date.now() + PATIENCE_MILLIS;
  for (let pause = 10; !(await condition()); pause = Math.min(2 * pause, 100)) {
    if (Date.now() > end) {
      throw new Error(`waited ${PATIENCE_MILLIS} ms in vain: ${what}`);
    }
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

/** The text of the element that has the focus. */
export function focused(page) {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}
