// Keeps the files of the page, so that it loads offline. What the net has goes first: the page is
// never older than it need be.

const KEPT = "notes";
const FILES = [
  "./",
  "./notes.css",
  "./notes.js",
  "./note.js",
  "./page.js",
  "../../client/dist/skein.js",
  "../../client/dist/skein.ed25519.js",
];
const ADDRESSES = FILES.map((file) => new URL(file, self.location).href);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)));
});

// The page that registers this is served by it at once, not only after it was loaded again.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (ADDRESSES.includes(event.request.url.split("#")[0])) {
    event.respondWith(fresh(event.request));
  }
});

async function fresh(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.put(request, answer.clone());
    }
    return answer;
  } catch (error) {
    const kept = await cache.match(request);
    if (!kept) {
      throw error;
    }
    return kept;
  }
}
