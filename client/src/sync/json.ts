// JSON from elsewhere, of which nothing is known yet.

export type Json = { readonly [key: string]: unknown };

/** An object as it is, and anything else as one without keys. */
export function fromJson(value: unknown): Json {
  return value !== null && typeof value === "object" ? (value as Json) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
