// The node's token, for as long as the tab is open. It arrives in the fragment, which no browser
// sends anywhere, and leaves the address at once, so that nobody copies it with a link.

const KEY = "skein.token";

/** The token, from the address or from before; null if there is none. */
export function takeToken(): string | null {
  const found = /^#token=([^&/]+)(?:&to=(.*))?$/.exec(location.hash);
  if (found?.[1]) {
    keepToken(decodeURIComponent(found[1]));
    const rest = found[2] ? `#${decodeURIComponent(found[2])}` : "#/";
    history.replaceState(null, "", location.pathname + rest);
  }
  return sessionStorage.getItem(KEY);
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function dropToken(): void {
  sessionStorage.removeItem(KEY);
}
