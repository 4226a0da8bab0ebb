// Where the pages begin: a token, then the apps at `/` and the desk under `/ui/`; without a token,
// the door.

import { AppsPage } from "./apps.ts";
import { Desk } from "./desk.ts";
import { door } from "./door.ts";
import { Node } from "./node.ts";
import { dropToken, keepToken, takeToken } from "./token.ts";

function start(why: string | null): void {
  const token = takeToken();
  if (token === null) {
    door(why, (given) => {
      keepToken(given);
      start(null);
    });
    return;
  }
  const expired = (reason: string) => {
    dropToken();
    page.close();
    start(reason);
  };
  const node = new Node(token);
  const page = location.pathname === "/" ? new AppsPage(node, expired) : new Desk(node, expired);
  page.open();
}

start(null);
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#token=")) {
    location.reload();
  }
});
