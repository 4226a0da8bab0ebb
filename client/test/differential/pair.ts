// One replica twice: in Java, by its number, and here.

import { Session } from "../../src/exchange/session.ts";
import { openIn, valuesOf } from "../../src/merge/view.ts";
import type { Dot } from "../../src/record/dot.ts";
import type { Entry } from "../../src/record/entry.ts";
import { lineBytes } from "../../src/history/line.ts";
import { registerOf } from "../../src/record/register.ts";
import { Outgoing } from "../../src/replica/outgoing.ts";
import { Replica } from "../../src/replica/replica.ts";
import { OwnTurns } from "../../src/replica/store.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { type Bytes, fromBase64url, toBase64url } from "../../src/value/bytes.ts";
import { fromUtf8, utf8 } from "../../src/value/text.ts";
import { timeText } from "../../src/value/time.ts";
import type { Fields, Value } from "../../src/value/value.ts";
import { pairOf, type Twin } from "./twin.ts";

export interface Clock {
  millis: number;
}

/** Opens a replica here, over a store. */
export function openOver(store: MemoryStore, clock: Clock, found: () => Promise<never>) {
  return Replica.open({ store, turns: new OwnTurns(), nowMillis: () => clock.millis }, found);
}

/** Opens a new replica in both languages. */
export async function open(
  twin: Twin,
  { charter, clock, name }: { charter: string; clock: Clock; name: string },
): Promise<{ store: MemoryStore; replica: Replica }> {
  const { identity, told } = await pairOf(name);
  await twin.ask({ do: "open", ...told });
  const store = new MemoryStore();
  const found = async () => ({ charter: utf8(charter), identity });
  const around = { store, turns: new OwnTurns(), nowMillis: () => clock.millis };
  return { store, replica: await Replica.open(around, found) };
}

/** How a pull goes: within each language, or by messages between the two. */
export type Way = "apart" | "from Java" | "to Java";

/** Lets a session here and one in Java talk to the end. */
export async function talk(twin: Twin, session: Session, begun: Bytes[]): Promise<void> {
  let toJava = session.opening();
  let toHere = begun;
  while (toJava.length > 0 || toHere.length > 0) {
    for (const message of toHere.splice(0)) {
      toJava.push(...(await session.receive(message)));
    }
    for (const message of toJava.splice(0)) {
      toHere.push(...messagesIn(await twin.ask({ do: "message", message: toBase64url(message) })));
    }
  }
  if (session.ending.ending === "failed") {
    throw new Error(session.ending.reason);
  }
}

export function messagesIn(answer: Fields): Bytes[] {
  return (answer["messages"] as string[]).map(fromBase64url);
}

/** All of a replica here, as `Telling` tells it in Java. */
export async function tell(replica: Replica): Promise<{ log: string[]; records: Value[] }> {
  const outgoing = new Outgoing(replica, { have: new Map(), shallow: true });
  const log: string[] = [];
  for (let last = false; !last;) {
    const page = await outgoing.next();
    log.push(...page.lines.map((line) => fromUtf8(lineBytes(line))));
    last = page.last;
  }
  const types = ["_type", "a", "b"];
  const views = types.flatMap((type) => replica.state.views(type));
  return { log, records: views.map((view) => record(replica, view)) };
}

function record(replica: Replica, view: ReturnType<Replica["state"]["views"]>[number]): Value {
  const live = [...replica.state.live(view.key)!].map(([key, entries]) => {
    return [nameOf(key), entries.map(entryOf)] as const;
  });
  const standing = [...view.properties].map(([name, { standing }]) => [name, standing] as const);
  return {
    key: `${view.key.type}/${view.key.id}`,
    live: Object.fromEntries(live),
    exists: view.exists,
    contested: openIn(view).includes("_deleted"),
    values: valuesOf(view),
    standing: Object.fromEntries(standing),
  };
}

function nameOf(key: string): string {
  const { kind, property, element } = registerOf(key);
  return property + { presence: "", plain: "", total: "+", element: "=" }[kind] + element;
}

function entryOf({ dot, time, value, was, absorbed }: Entry): Value {
  const taken = absorbed.map(({ seen, total }): Value => [dotFields(seen.tip), seen.seq, total]);
  return [dotFields(dot), timeText(time), value, was, taken];
}

function dotFields({ replica, seq, mark }: Dot): Fields {
  return { replica, seq, mark };
}
