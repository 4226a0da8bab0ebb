/** The name under which presence stands in a body. */
export declare const DELETED = "_deleted";
/** In the order in which registers of one property stand. */
declare const KINDS: readonly ["presence", "plain", "total", "element"];
/** presence: is the record deleted? · plain: a value · total: of a counter · element: of a set. */
export type Kind = (typeof KINDS)[number];
export interface Register {
    kind: Kind;
    property: string;
    /** The element of a set, empty for other registers. */
    element: string;
}
export declare const PRESENCE: Register;
export declare function plain(property: string): Register;
export declare function total(property: string): Register;
export declare function element(property: string, text: string): Register;
/** A text that tells a register from all others of its record; no name holds U+0000. */
export declare function keyOf(register: Register): string;
export declare function registerOf(key: string): Register;
/** By property, then kind, then element; names by their UTF-8 bytes. */
export declare function compareKeys(left: string, right: string): number;
export {};
