// When a change was made, by its author: `YYYY-MM-DDTHH:MM:SS.mmmZ/n`.

import { refuse } from "./malformed.ts";

/** Wall clock, in milliseconds since 1970, and a count that keeps times of one in order. */
export interface Time {
  millis: number;
  count: number;
}

const COUNT_LIMIT = 999_999_999;
const FIRST_MILLIS = -62_167_219_200_000;
const LAST_MILLIS = 253_402_300_799_999;
const SHAPE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/(0|[1-9]\d{0,8})$/;

export function timeAt(millis: number, count: number): Time {
  if (!(millis >= FIRST_MILLIS && millis <= LAST_MILLIS)) {
    refuse(`millisecond ${millis} is beyond the year 9999`);
  }
  return { millis, count };
}

export function parseTime(text: string): Time {
  const [, clock, count] = SHAPE.exec(text) ?? refuse(`'${text}' is no time`);
  const millis = Date.parse(clock!);
  // Date.parse takes some days that do not exist for the next.
  if (Number.isNaN(millis) || new Date(millis).toISOString() !== clock) {
    refuse(`'${text}' is no time`);
  }
  return { millis, count: Number(count) };
}

export function timeText(time: Time): string {
  return `${new Date(time.millis).toISOString()}/${time.count}`;
}

/** The least time after this one. */
export function nextTime(time: Time): Time {
  return time.count < COUNT_LIMIT
    ? { millis: time.millis, count: time.count + 1 }
    : timeAt(time.millis + 1, 0);
}

export function compareTimes(left: Time, right: Time): number {
  return left.millis - right.millis || left.count - right.count;
}
