// What authors of apps that keep their own storage use.

export type { AppData, Done, Message } from "./app.ts";
export type { HubOptions } from "./hub.ts";
export type { BlobPart, ObjectError, SyncObject } from "./object.ts";
export type { Auth } from "./store.ts";
export { Sync, type SyncOptions, type Watcher } from "./sync.ts";
