// The same replicas in Java (skein.testkit.twin.Twin) and here, led by the same commands.

import { spawn } from "node:child_process";
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { identityOf } from "../../src/replica/integrator.ts";
import type { Identity } from "../../src/replica/rows.ts";
import { toBase64url, type Bytes } from "../../src/value/bytes.ts";
import { parse, write } from "../../src/value/json.ts";
import type { Fields } from "../../src/value/value.ts";

const ROOT = join(process.cwd(), "..");
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** A key pair from a text, for both languages. */
export async function pairOf(text: string): Promise<{ identity: Identity; told: Fields }> {
  const seed = createHash("sha256").update(text).digest();
  const der = Buffer.concat([PKCS8, seed]);
  const secret = await crypto.subtle.importKey("pkcs8", der, "Ed25519", false, ["sign"]);
  const made = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(made).export({ format: "der", type: "spki" });
  const publicKey: Bytes = new Uint8Array(spki.subarray(-32));
  const told = { secret: toBase64url(seed), key: toBase64url(publicKey) };
  return { identity: identityOf({ publicKey, secret }), told };
}

function classPath(): string {
  const folders = ["core/target/classes", "sync/target/classes", "testkit/target/test-classes"];
  const paths = folders.map((folder) => join(ROOT, folder));
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) {
    throw new Error(`${missing} is not built; run ./check, or mvn test-compile`);
  }
  return [...paths, join(ROOT, "app/target/third-party/*")].join(delimiter);
}

/** A process that leads replicas in Java. */
export class Twin {
  private readonly child = spawn(javaPath(), [
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    ...["-cp", classPath(), "skein.testkit.twin.Twin"],
  ]);
  private readonly answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  private said = "";

  constructor() {
    this.child.stderr.on("data", (data) => (this.said += String(data)));
  }

  /** Sends a command; gives the answer. */
  async ask(command: Fields): Promise<Fields> {
    this.child.stdin.write(`${write(command)}\n`);
    const { value, done } = await this.answers.next();
    if (done) {
      throw new Error(`Java ended at ${write(command)}:\n${this.said}`);
    }
    return parse(value as string) as Fields;
  }

  async end(): Promise<void> {
    this.child.stdin.end();
    await once(this.child, "exit");
  }
}

function javaPath(): string {
  const home = process.env["JAVA_HOME"];
  return home === undefined ? "java" : join(home, "bin", "java");
}
