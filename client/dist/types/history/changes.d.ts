import { type Change } from "../record/change.ts";
import { Shape } from "./shape.ts";
import type { Tips } from "./tips.ts";
export declare function readChange(shape: Shape, tips: Tips): Change;
