// Which view shows which place.

import { conflictsView } from "./conflicts.ts";
import { createView } from "./create.ts";
import { h } from "./dom.ts";
import { peersView } from "./peers.ts";
import type { Place } from "./place.ts";
import { recordView } from "./record.ts";
import { spaceView } from "./space.ts";
import { spacesView } from "./spaces.ts";
import { tableView } from "./table.ts";
import type { Stage, View } from "./view.ts";

export function viewOf(place: Place, stage: Stage): View {
  switch (place.kind) {
    case "spaces":
      return spacesView(stage);
    case "space":
      return spaceView(stage, place.space);
    case "type":
      return tableView(stage, place);
    case "record":
      return recordView(stage, place);
    case "create":
      return createView(stage, place);
    case "conflicts":
      return conflictsView(stage, place.space);
    case "peers":
      return peersView(stage, place.space);
    case "nowhere":
      return nowhere(place.address);
  }
}

function nowhere(address: string): View {
  const element = h(
    "section",
    {},
    h("h1", { tabindex: "-1" }, "There is nothing here"),
    h("p", {}, `No page goes by the address ${address}. `, h("a", { href: "#/" }, "All spaces")),
  );
  return { title: "Nothing here", element, load: () => Promise.resolve() };
}
