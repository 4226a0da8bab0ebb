// Gives a page `navigator.id` over the sign-in of the node that this script comes from, by the
// shape of BrowserID: get, watch, request, logout. What it hands out is for the node's /verify.

type Got = (assertion: string | null) => void;

interface Watcher {
  /** Who is signed in, as the page remembers it. */
  loggedInUser?: string | null;
  onlogin: (assertion: string) => void;
  onlogout?: () => void;
  onready?: () => void;
}

const script = document.currentScript;
const from = script instanceof HTMLScriptElement ? script.src : location.href;
const place = new URL("sign-in", from);
const LOOK_MILLIS = 250;

let watcher: Watcher | null = null;

/** Opens the window where people sign in, and waits for what it says. Closed without a word, it
 * gives null. Must be called by something that a person did, or the browser opens no window. */
function get(got: Got): void {
  const address = new URL(place);
  address.searchParams.set("origin", location.origin);
  const opened = window.open(address, "skein-sign-in", "popup,width=480,height=640");
  let over = false;
  const end = (assertion: string | null) => {
    if (!over) {
      over = true;
      window.removeEventListener("message", listen);
      window.clearInterval(looking);
      got(assertion);
    }
  };
  const listen = (event: MessageEvent) => {
    const told: unknown = event.data;
    if (event.origin === place.origin && event.source === opened && isTold(told)) {
      end(told.assertion);
    }
  };
  window.addEventListener("message", listen);
  let wasClosed = false;
  const looking = window.setInterval(() => {
    // What it said before it closed may still be on its way.
    if (wasClosed) {
      end(null);
    }
    wasClosed = opened?.closed !== false;
  }, LOOK_MILLIS);
}

function isTold(told: unknown): told is { skein: "assertion"; assertion: string } {
  return (
    typeof told === "object" &&
    told !== null &&
    "skein" in told &&
    told.skein === "assertion" &&
    "assertion" in told &&
    typeof told.assertion === "string"
  );
}

/** Tells of those who come and go. A page that remembers nobody is ready at once. */
function watch(wanted: Watcher): void {
  watcher = wanted;
  window.setTimeout(() => wanted.onready?.(), 0);
}

/** Lets somebody sign in; `onlogin` of `watch` gets what shows who he is. */
function request(options: { oncancel?: () => void } = {}): void {
  get((assertion) => {
    if (assertion === null) {
      options.oncancel?.();
    } else {
      watcher?.onlogin(assertion);
    }
  });
}

/** Nobody is signed in any more, as far as this page goes; its token is the page's own to end. */
function logout(done?: () => void): void {
  watcher?.onlogout?.();
  done?.();
}

Object.defineProperty(navigator, "id", {
  value: Object.freeze({ get, watch, request, logout }),
  configurable: true,
});

export {};
