// What a node's API says, as far as the page reads it. See /openapi.json of a node.

/** A value of a property: JSON; null means unset. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

export interface Space {
  name: string;
  id: string;
  replica: string;
  records: number;
  conflicts: number;
}

/** A space by itself. `number`: that of the last changeset in its log. */
export interface SpaceState extends Space {
  epoch?: string;
  number?: number;
}

export interface TypeCount {
  name: string;
  records: number;
}

export interface Flag {
  property: string;
  rule: string;
  message: string;
}

/** A record. `local`: its number here; `open`: properties in conflict, `_deleted` for itself. */
export interface Item {
  local: number;
  order?: number;
  type: string;
  id: string;
  exists: boolean;
  open: string[];
  values: { [property: string]: Value };
  flags?: Flag[];
}

/** One of the values a conflict is about. `number`: from 1, through all conflicts of a record. */
export interface Candidate {
  number: number;
  property: string;
  value: Value;
  winner: boolean;
  replica: string;
  changeset: string;
  time: string;
  author?: string;
  note?: string;
  replaced: Value[];
}

/** What somebody decided before. `stands`: nobody has replaced it. */
export interface Decision {
  property: string;
  value: Value;
  stands: boolean;
  replica: string;
  time: string;
  author: string;
  note?: string;
  replaced: Value[];
}

export interface Conflict {
  local: number;
  type: string;
  id: string;
  open: string[];
  candidates?: Candidate[];
  decisions?: Decision[];
}

/** The dots that a change replaces in one register: [index in `of`, sequence]. */
export type Over = [number, number][];

export interface Change {
  op: "create" | "update" | "delete" | "purge";
  type: string;
  id: string;
  set?: { [property: string]: Value };
  add?: { [property: string]: number };
  put?: { [property: string]: string[] };
  drop?: { [property: string]: string[] };
  reopen?: { [property: string]: Value[] };
  over?: { [property: string]: Over | { [element: string]: Over } };
}

export interface Body {
  time: string;
  author: string;
  note?: string;
  of?: [string, number, string][];
  undo?: [string, number];
  changes: Change[];
}

/** A changeset of the log. `void`: why it counts for nothing. `forgotten`: how its content went, by
 * being forgotten or purged. */
export interface LogEntry {
  number: number;
  changeset: string;
  time?: string;
  author?: string;
  note?: string;
  void?: string;
  forgotten?: string;
  body?: Body;
}

export interface Peer {
  name: string;
  address: string;
  state: string;
  since?: string | null;
  last?: string | null;
  error?: string | null;
}

/** What became of an undo. `left`: what could not be taken back, in words. */
export interface Written {
  result?: string;
  number?: number;
  left?: string[];
}

/** What came of a sync with one peer: changesets that came and that went. */
export interface Synced {
  name: string;
  came: number;
  went: number;
  error?: string;
}

/** An app on this node. `title`: of its index page; `open`: its own origin. */
export interface App {
  id: string;
  name: string;
  title: string;
  owned: boolean;
  files: number;
  bytes: number;
  posts: number;
  state: "ready" | "arriving";
  progress: { files: number; of: number };
  peers: { address: string; state: string }[];
  link: string;
  open: string;
}
