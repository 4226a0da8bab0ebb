// The classic script: a global Sync. A hub adds where it came from (Sync.baseUrl).

import { Sync } from "./sync.ts";

Object.assign(globalThis, { Sync });
