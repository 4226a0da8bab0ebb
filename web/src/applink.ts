// Links to apps, as people paste them. Pure.

/** An app, and the nodes (`host:port`) where it was last seen. */
export interface AppLink {
  id: string;
  peers: string[];
}

const ID = "[0-9a-f]{40}";
const LINK = new RegExp(`^skein-app:(${ID})(?:\\?at=(.*))?$`, "i");
const BARE = new RegExp(`^(${ID})$`, "i");
/** An app's own origin, or the ancestor's address: `http://localhost:8000/<id>/`. */
const OWN_ORIGIN = new RegExp(`^https?://(${ID})\\.localhost(?::\\d+)?(?:/|$)`, "i");
const ON_A_NODE = new RegExp(`^https?://([^/@]+)/(${ID})(?:/|$)`, "i");

/** What a text links to; a sentence if it is no link. */
export function appLink(text: string): AppLink | string {
  const given = text.trim();
  const link = LINK.exec(given);
  if (link) {
    const peers = (link[2] ?? "").split(",").map((one) => one.trim());
    return { id: lower(link[1]), peers: peers.filter((one) => one !== "") };
  }
  const alone = BARE.exec(given) ?? OWN_ORIGIN.exec(given);
  if (alone) {
    return { id: lower(alone[1]), peers: [] };
  }
  const address = ON_A_NODE.exec(given);
  if (address) {
    const host = address[1] ?? "";
    return { id: lower(address[2]), peers: [/:\d+$/.test(host) ? host : `${host}:80`] };
  }
  return "This is no link to an app: one looks like skein-app:… with 40 digits and letters a to f.";
}

function lower(id: string | undefined): string {
  return (id ?? "").toLowerCase();
}
