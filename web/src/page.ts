// Where the page begins: a token, then the desk; without one, the door.

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
  const desk = new Desk(new Node(token), (reason) => {
    dropToken();
    desk.close();
    start(reason);
  });
  desk.open();
}

start(null);
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#token=")) {
    location.reload();
  }
});
