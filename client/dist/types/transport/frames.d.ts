import { type Bytes } from "../value/bytes.ts";
export declare function join(messages: Bytes[]): Bytes;
export declare function split(body: Bytes): Bytes[];
