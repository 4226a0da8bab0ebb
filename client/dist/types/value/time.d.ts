/** Wall clock, in milliseconds since 1970, and a count that keeps times of one in order. */
export interface Time {
    millis: number;
    count: number;
}
export declare function timeAt(millis: number, count: number): Time;
export declare function parseTime(text: string): Time;
export declare function timeText(time: Time): string;
/** The least time after this one. */
export declare function nextTime(time: Time): Time;
export declare function compareTimes(left: Time, right: Time): number;
