export declare function newId(millis: number): string;
