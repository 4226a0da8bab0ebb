// Puts a folder of the author's machine into an app he owns.

import type { Node } from "./node.ts";

/** What browsers must be told right, whatever the system here calls it. */
const TYPES: { [ending: string]: string } = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
  mjs: "text/javascript",
  svg: "image/svg+xml",
  wasm: "application/wasm",
};
const SCHEMA = "_schema";

/** A file with its place in the app. */
export interface Put {
  path: string;
  type: string;
  content: Blob;
}

interface Chosen extends Blob {
  webkitRelativePath: string;
}

/** The files of a folder that was chosen, without its own name, and without what is hidden. The
 * index page comes first, so that it does so for everybody. */
export function puts(files: Iterable<Chosen>): Put[] {
  return [...files]
    .map((content) => {
      const path = content.webkitRelativePath.split("/").slice(1).join("/");
      return { path, type: typeOf(path, content.type), content };
    })
    .filter(({ path }) => !path.split("/").some((part) => part.startsWith(".")))
    .sort((one, other) => order(one.path) - order(other.path));
}

function typeOf(path: string, told: string): string {
  const ending = path.split(".").at(-1)?.toLowerCase() ?? "";
  const ours = path === SCHEMA ? TYPES["json"] : TYPES[ending];
  return ours ?? (told === "" ? "application/octet-stream" : told);
}

function order(path: string): number {
  return path === "index.html" ? 0 : path === SCHEMA ? 1 : 2;
}

/** Puts one file after the other; tells how many are there. Stops at the first that is refused. */
export async function upload(node: Node, app: string, all: Put[], told: (done: number) => void) {
  for (const [index, put] of all.entries()) {
    told(index);
    await node.putFile(app, put);
  }
}
