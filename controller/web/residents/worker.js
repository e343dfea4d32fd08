// Keeps what was read, for when there is no line. What is shown from here is marked with the instant at which it was
// saved; the page itself says so, and calls no old emergency a present one.
"use strict";
const VERSION = "%VERSION%", SHELL_FILES = %FILES%, OFFLINE = "/xa/offline";
const SHELL = `xa-shell-${VERSION}`, PAGES = "xa-pages", SOUNDS = "xa-sounds", PICTURES = "xa-pictures";
const MOST = { [PAGES]: 40, [SOUNDS]: 15, [PICTURES]: 24 };
const LARGEST = 8000000, PATIENCE = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...SHELL_FILES, OFFLINE])).then(() => self.skipWaiting()));
});

// A new version: looks that are old go, and the pages that were kept are fetched anew as far as there is a line.
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("xa-shell-") && name !== SHELL);
    if (old.length) {
      const pages = await caches.open(PAGES);
      const renewed = await Promise.all((await pages.keys()).map((request) => fetch(request.url).then((answer) => save(PAGES, request.url, answer)).catch(() => false)));
      if (renewed.every(Boolean)) await Promise.all(old.map((name) => caches.delete(name)));
    }
    await self.clients.claim();
  })());
});

const save = async (name, key, answer) => {
  if (!answer.ok || answer.status !== 200 || answer.redirected) return false;
  const headers = new Headers(answer.headers);
  headers.set("x-saved", String(Date.now()));
  headers.delete("content-encoding");
  const cache = await caches.open(name);
  await cache.delete(key);
  await cache.put(key, new Response(await answer.clone().arrayBuffer(), { headers }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((one) => cache.delete(one)));
  return true;
};

const saved = async (url) => {
  const cache = await caches.open(PAGES);
  const there = await cache.match(url) || (url.includes("/y-kien") && await cache.match(url, { ignoreSearch: true }));
  if (!there) return caches.match(OFFLINE);
  const body = (await there.text()).replace("<html ", `<html data-saved="${Number(there.headers.get("x-saved"))}" `);
  return new Response(body, { headers: there.headers });
};

const page = async (event) => {
  const url = event.request.url.split("#")[0];
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, PATIENCE); });
  const asked = fetch(event.request).then(async (answer) => {
    if ((answer.headers.get("content-type") || "").startsWith("text/html")) await save(PAGES, url, answer.clone());
    if (answer.status === 404 || answer.status === 410) await (await caches.open(PAGES)).delete(url);
    return answer;
  });
  event.waitUntil(asked.catch(() => null));
  try {
    const first = await Promise.race([asked, late]);
    clearTimeout(timer);
    if (first) return first;
    const kept = await (await caches.open(PAGES)).match(url);
    return kept ? saved(url) : await asked;
  } catch { return saved(url); }
};

const picture = async (event) => {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(save(PICTURES, event.request.url, answer.clone()));
    return answer;
  } catch { return (await caches.match(event.request.url)) || Response.error(); }
};

// Players ask for pieces; what is kept is whole.
const sound = async (request) => {
  const cache = await caches.open(SOUNDS), there = await cache.match(request.url);
  if (!there) return fetch(request);
  const body = await there.arrayBuffer(), asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
  const type = there.headers.get("content-type");
  if (!asked) return new Response(body, { headers: { "content-type": type, "accept-ranges": "bytes" } });
  const from = Number(asked[1]), to = asked[2] ? Math.min(Number(asked[2]), body.byteLength - 1) : body.byteLength - 1;
  if (from > to) return new Response(null, { status: 416, headers: { "content-range": `bytes */${body.byteLength}` } });
  const headers = { "content-type": type, "content-range": `bytes ${from}-${to}/${body.byteLength}`, "accept-ranges": "bytes" };
  return new Response(body.slice(from, to + 1), { status: 206, headers });
};

self.addEventListener("fetch", (event) => {
  const request = event.request, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/media/")) {
    event.respondWith(request.destination === "image" ? picture(event) : sound(request));
  } else if (url.pathname.startsWith("/xa/files/")) {
    event.respondWith(caches.match(request.url).then((there) => there || fetch(request)));
  } else if (url.pathname.startsWith("/xa/") && !(request.headers.get("accept") || "").includes("json")) {
    event.respondWith(page(event));
  }
});

// What was heard to its end is kept, mostly from the browser's own cache.
self.addEventListener("message", (event) => {
  const url = event.data && event.data.keep;
  if (typeof url !== "string" || !new URL(url, location.href).pathname.startsWith("/media/")) return;
  event.waitUntil((async () => {
    if (await (await caches.open(SOUNDS)).match(url)) return;
    const answer = await fetch(url, { cache: "force-cache" });
    if (Number(answer.headers.get("content-length") || LARGEST + 1) <= LARGEST) await save(SOUNDS, url, answer);
  })().catch(() => null));
});
