// Where one is: the part of the address after `#`. Pure.

export interface Filter {
  where: string;
  sort: string;
}

export type Place =
  | { kind: "spaces" }
  | { kind: "space"; space: string }
  | { kind: "type"; space: string; type: string; filter: Filter }
  | { kind: "record"; space: string; type: string; id: string }
  | { kind: "create"; space: string; type: string }
  | { kind: "conflicts"; space: string }
  | { kind: "peers"; space: string }
  | { kind: "nowhere"; address: string };

export const NO_FILTER: Filter = { where: "", sort: "" };

/** `~` marks pages of ours; a type whose name begins with it gets another one in front. */
const PAGE = "~";

function escapeType(type: string): string {
  return encodeURIComponent(type.startsWith(PAGE) ? PAGE + type : type);
}

/** The address of a place, with `#` in front. */
export function address(place: Place): string {
  switch (place.kind) {
    case "spaces":
      return "#/";
    case "space":
      return `#/${encodeURIComponent(place.space)}`;
    case "type":
      return `#/${encodeURIComponent(place.space)}/${escapeType(place.type)}${query(place.filter)}`;
    case "record":
      return [
        "#",
        encodeURIComponent(place.space),
        escapeType(place.type),
        encodeURIComponent(place.id),
      ].join("/");
    case "create":
      return `#/${encodeURIComponent(place.space)}/${PAGE}create/${encodeURIComponent(place.type)}`;
    case "conflicts":
    case "peers":
      return `#/${encodeURIComponent(place.space)}/${PAGE}${place.kind}`;
    case "nowhere":
      return place.address;
  }
}

function query(filter: Filter): string {
  const fields = new URLSearchParams();
  if (filter.where !== "") {
    fields.set("where", filter.where);
  }
  if (filter.sort !== "") {
    fields.set("sort", filter.sort);
  }
  return fields.size === 0 ? "" : `?${fields}`;
}

/** The place of an address as the browser has it. */
export function place(hash: string): Place {
  const [path = "", fields = ""] = split(hash.replace(/^#?\/?/, ""), "?");
  let parts: string[];
  try {
    parts = path.split("/").map(decodeURIComponent);
  } catch {
    return { kind: "nowhere", address: hash };
  }
  const [space = "", second = "", third = ""] = parts;
  if (space === "") {
    return { kind: "spaces" };
  }
  if (parts.length > 3) {
    return { kind: "nowhere", address: hash };
  }
  if (second === "") {
    return { kind: "space", space };
  }
  if (second.startsWith(PAGE) && !second.startsWith(PAGE + PAGE)) {
    return page(space, second.slice(1), third) ?? { kind: "nowhere", address: hash };
  }
  const type = second.startsWith(PAGE) ? second.slice(1) : second;
  if (third !== "") {
    return { kind: "record", space, type, id: third };
  }
  const given = new URLSearchParams(fields);
  const filter = { where: given.get("where") ?? "", sort: given.get("sort") ?? "" };
  return { kind: "type", space, type, filter };
}

function page(space: string, name: string, rest: string): Place | null {
  switch (name) {
    case "conflicts":
    case "peers":
      return rest === "" ? { kind: name, space } : null;
    case "create":
      return { kind: "create", space, type: rest };
    default:
      return null;
  }
}

function split(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}

/** The space of a place; null at the list of spaces. */
export function spaceOf(where: Place): string | null {
  return "space" in where ? where.space : null;
}

/** One step up, as Escape goes. */
export function above(where: Place): Place {
  switch (where.kind) {
    case "spaces":
    case "nowhere":
    case "space":
      return { kind: "spaces" };
    case "record":
      return { kind: "type", space: where.space, type: where.type, filter: NO_FILTER };
    case "create":
      return where.type === ""
        ? { kind: "space", space: where.space }
        : { kind: "type", space: where.space, type: where.type, filter: NO_FILTER };
    case "type":
    case "conflicts":
    case "peers":
      return { kind: "space", space: where.space };
  }
}
