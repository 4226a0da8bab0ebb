// What authors of apps use.

export { add, drop, Form, put, type Values } from "./forms.ts";
export { type Condition, type Query } from "./query/query.ts";
export type { Assign, Edit } from "./replica/edit.ts";
export { openSpace, type OpenOptions } from "./open.ts";
export {
  type Candidate,
  type Conflict,
  type Item,
  type Made,
  Refused,
  Space,
  type Target,
} from "./space.ts";
export type { BlobReference } from "./transport/blobs.ts";
export type { SyncState } from "./transport/keeper.ts";
export { type Peer, Unreachable } from "./transport/peer.ts";
export type { Fields, Value } from "./value/value.ts";
