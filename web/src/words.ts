// Times and counts for reading. Pure.

/** The instant of a time of the model, `2026-11-21T09:30:12.345Z/0`, or of an ISO time. */
export function instant(time: string): Date {
  return new Date(time.replace(/\/\d+$/, ""));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86400],
  ["month", 30 * 86400],
  ["week", 7 * 86400],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago, in words. */
export function ago(time: string, now: Date): string {
  const seconds = (instant(time).getTime() - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) {
    return time;
  }
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) {
      return words.format(Math.trunc(seconds / size), unit);
    }
  }
  return Math.abs(seconds) < 10 ? "just now" : words.format(Math.trunc(seconds), "second");
}

/** A time, whole, in the reader's own time zone. */
export function exact(time: string): string {
  const at = instant(time);
  return Number.isNaN(at.getTime())
    ? time
    : at.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}

/** `1 record`, `1,200 records`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

/** `999 bytes`, `1.2 kB`, `100 MB`: in thousands, three digits at most. */
export function size(bytes: number): string {
  let unit = 0;
  let left = bytes;
  while (left >= 999.5 && unit < UNITS.length - 1) {
    left /= 1000;
    unit++;
  }
  const digits = unit === 0 || left >= 99.95 ? 0 : 1;
  return `${Number(left.toFixed(digits)).toLocaleString("en")} ${UNITS[unit]}`;
}

/** The first characters of an id, enough to tell it by. */
export function brief(id: string, length = 8): string {
  return id.length <= length ? id : id.slice(0, length);
}

const TITLES = ["title", "summary", "name", "subject", "label"];

function rank(property: string): number {
  const at = TITLES.indexOf(property.toLowerCase());
  return at < 0 ? TITLES.length : at;
}

/** What to call a record: its title if it has something like one, else its id. */
export function title(values: { [property: string]: unknown }, id: string): string {
  const found = Object.keys(values)
    .filter((property) => rank(property) < TITLES.length)
    .sort((one, other) => rank(one) - rank(other))
    .map((property) => values[property])
    .find((value) => typeof value === "string" && value.trim() !== "");
  return typeof found === "string" ? found : id;
}

/** The properties of records in the order to show them: titles, then what most records have. */
export function columns(all: { values: { [property: string]: unknown } }[]): string[] {
  const times = new Map<string, number>();
  for (const { values } of all) {
    for (const property of Object.keys(values)) {
      times.set(property, (times.get(property) ?? 0) + 1);
    }
  }
  const weight = (property: string) => times.get(property) ?? 0;
  return [...times.keys()].sort(
    (one, other) =>
      rank(one) - rank(other) || weight(other) - weight(one) || (one < other ? -1 : 1),
  );
}

/** Types of the system, whose names begin with `_`, come last. */
export function ordered<T extends { name: string }>(types: T[]): T[] {
  const system = (type: T) => Number(type.name.startsWith("_"));
  return [...types].sort((one, other) => system(one) - system(other));
}
