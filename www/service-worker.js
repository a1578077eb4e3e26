// Keeps the studio's own files, so that it opens without a network. `./studio finish` fills in the list.
// A file is kept under its path and the hash of its content: a new version fetches only what changed,
// and a hash that does not fit fails the installation, so that two versions never mix.
"use strict";

const FILES = {/*FILES*/};
const CACHE = `cowrite ${self.registration.scope}`;
const LIST = "./?files";

const address = (path) => new URL(path, self.registration.scope).href;
const key = (path, files = FILES) => address(`${path}?${encodeURIComponent(files[path])}`);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", ({ data }) => {
  // A new version waits until the person takes it.
  if (data === "activate") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request));
});

async function install() {
  const cache = await caches.open(CACHE);
  const fetchInto = async (path) => {
    if (await cache.match(key(path))) return;
    const response = await fetch(new Request(address(path), { cache: "reload", integrity: FILES[path] }));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(key(path), response);
  };
  await Promise.all(Object.keys(FILES).map(fetchInto));
}

// Files of the version before stay one version longer: another tab may still run it and ask for them.
async function activate() {
  const cache = await caches.open(CACHE);
  const before = await cache.match(address(LIST));
  const wanted = new Set([address(LIST), ...Object.keys(FILES).map((path) => key(path))]);
  if (before) {
    const files = await before.json();
    for (const path of Object.keys(files)) wanted.add(key(path, files));
  }
  for (const kept of await cache.keys()) if (!wanted.has(kept.url)) await cache.delete(kept);
  await cache.put(address(LIST), new Response(JSON.stringify(FILES)));
  await self.clients.claim();
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const url = new URL(request.url);
  const asked = url.href.slice(self.registration.scope.length).split(/[?#]/)[0];
  // Every address is the studio, but for pages of their own, such as the verifier.
  const path = request.mode === "navigate" && !Object.hasOwn(FILES, asked) ? "./" : asked;
  const kept = Object.hasOwn(FILES, path) ? await cache.match(key(path)) : await cache.match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
