// Ids for new records: UUIDv7 (RFC 9562), which sort by the time at which they were made.

export function newId(millis: number): string {
  const time = millis.toString(16).padStart(12, "0");
  // All but the time and the version is by chance, as in a UUIDv4.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
