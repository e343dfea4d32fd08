// The pages for everybody. They work without this; with it, what was typed outlives a dropped line, and a page that was
// saved says so.
"use strict";
(() => {
  const html = document.documentElement;
  const KEY = "tl-tell:", MINE = "tl-told", OFTEN = 10000, AGAIN = 6000;
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const write = (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(value)); } catch { /* a private window keeps nothing */ } };
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const clock = (ms) => {
    const day = new Date(ms), two = (number) => String(number).padStart(2, "0");
    return `${two(day.getHours())}:${two(day.getMinutes())}, ${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
  };

  // ---- a page that was saved says so, and calls no old emergency a present one
  const tellAge = () => {
    const saved = Number(html.dataset.saved || 0);
    for (const note of document.querySelectorAll("[data-saved-note]")) {
      note.hidden = !saved;
      note.textContent = saved ? note.dataset.said.replace("…", clock(saved)) : "";
    }
    for (const stale of document.querySelectorAll(".emergency .stale")) {
      stale.hidden = !saved;
      stale.parentElement.setAttribute("role", saved ? "note" : "alert");
    }
  };

  let seen = Number(html.dataset.saved || 0) || Date.now(), was = "";
  const renew = async (cache) => {
    const there = document.querySelector("[data-fresh]");
    if (!there || document.hidden || [...document.querySelectorAll("audio")].some((one) => !one.paused)) return;
    try {
      const answer = await fetch(location.href, { cache: cache || "default" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-fresh]"), saved = page.documentElement.dataset.saved;
      if (!now) return;
      if (saved) html.dataset.saved = saved;
      else { delete html.dataset.saved; seen = Date.now(); }
      if (was && now.innerHTML !== was) { there.innerHTML = now.innerHTML; mine(); }
      was = now.innerHTML;
    } catch { html.dataset.saved = String(seen); }
    tellAge();
  };

  // ---- what sounds now comes and goes: a few bytes are asked for often, and the page only when they changed
  const listen = async () => {
    if (!document.querySelector("[data-air]") || document.hidden) return;
    try {
      const answer = await fetch(`${location.pathname}/dang-phat${location.search}`, { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const now = document.createElement("template");
      now.innerHTML = await answer.text();
      const place = document.querySelector("[data-air]");
      if (now.innerHTML.trim() === place.innerHTML.trim()) return;
      place.replaceChildren(now.content);
      setTimeout(() => renew("no-cache"), AGAIN);  // by then the page that was made before is old
    } catch { /* without a line the page says that it was saved */ }
  };

  // ---- what was told waits here until it was taken
  const waiting = () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(`${KEY}out:`)); } catch { return []; } };
  const post = async (one, key) => {
    const answer = await fetch(one.action, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(one.fields) });
    if (answer.ok) {
      const { receipt } = await answer.json();
      write(key, null);
      write(MINE, [{ at: Date.now(), receipt }, ...(read(MINE) || []).filter((it) => it.receipt !== receipt)].slice(0, 5));
      return { receipt };
    }
    if (answer.status === 429 || answer.status >= 500) return { later: Number(answer.headers.get("retry-after")) || 60 };
    const errors = (await answer.json().catch(() => ({}))).errors || {};
    write(key, null);
    return { errors };
  };
  const flush = async () => {
    for (const key of waiting()) {
      const one = read(key);
      if (!one) continue;
      try {
        const done = await post(one, key);
        if (done.later) { setTimeout(flush, done.later * 1000); return; }
        if (done.receipt && form && form.once.value === one.fields.once) { location.assign(done.receipt); return; }
      } catch { return; }
    }
    mine();
  };

  const form = document.querySelector("[data-tell]");
  if (form) {
    const draft = `${KEY}draft:${form.dataset.tell}`, note = document.querySelector("[data-waiting]");
    const fields = () => Object.fromEntries(new FormData(form));
    const say = (words) => { note.textContent = words; note.hidden = !words; };
    const kept = read(draft);
    if (!form.querySelector(".wrong")) {
      form.once.value = fresh();  // a page that was saved has one that was used
      if (kept) {
        for (const name of ["words", "phone", "place"]) if (!form[name].value) form[name].value = kept[name] || "";
        const kind = [...form.querySelectorAll("[name=kind]")].find((one) => one.value === kept.kind);
        if (kind) kind.checked = true;
      }
    }
    form.addEventListener("input", () => { const { once, website, ...typed } = fields(); write(draft, typed); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button.large"), one = { action: form.action, fields: fields() };
      if (button.disabled) return;
      const key = `${KEY}out:${one.fields.once}`;
      button.disabled = true;
      for (const place of form.querySelectorAll("[data-wrong]")) place.textContent = "";
      say(note.dataset.sending);
      write(key, one);
      try {
        const done = await post(one, key);
        if (done.receipt) { write(draft, null); location.assign(done.receipt); return; }
        if (done.later) { write(draft, null); say(note.dataset.later); setTimeout(flush, done.later * 1000); return; }
        say(done.errors[""] || done.errors.once || "");
        for (const [name, words] of Object.entries(done.errors)) {
          const place = [...form.querySelectorAll("[data-wrong]")].find((it) => it.dataset.wrong === name);
          if (!place) continue;
          const line = document.createElement("p");
          line.className = "wrong";
          line.textContent = words;
          line.setAttribute("role", "alert");
          place.append(line);
        }
        button.disabled = false;
      } catch { write(draft, null); say(note.dataset.offline); }
      note.scrollIntoView({ block: "center" });
    });

    const near = form.querySelector("[data-near]"), horns = [...form.place.querySelectorAll("[data-lat]")];
    if (horns.length && navigator.geolocation && window.isSecureContext) {
      near.hidden = false;
      const told = near.querySelector("output");
      near.querySelector("button").addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
        const far = (one) => {  // flat enough for a commune
          const north = one.dataset.lat - coords.latitude;
          const east = (one.dataset.lon - coords.longitude) * Math.cos(coords.latitude * Math.PI / 180);
          return north * north + east * east;
        };
        const best = horns.reduce((one, other) => far(other) < far(one) ? other : one);
        form.place.value = best.value;
        form.place.dispatchEvent(new Event("input", { bubbles: true }));
        told.textContent = `${near.dataset.found} ${best.textContent}`;
      }, () => { told.textContent = near.dataset.failed; }, { timeout: 15000, maximumAge: 60000 }));
    }
  }

  // ---- what this telephone told before, and what came of it
  function mine() {
    const there = document.querySelector("[data-mine]");
    if (!there) return;
    const list = there.querySelector("ul");
    const here = (read(MINE) || []).filter((one) => one.receipt.startsWith(`${location.pathname}/`));
    there.hidden = !here.length;
    list.replaceChildren(...here.map((one) => {
      const row = document.createElement("li"), link = document.createElement("a");
      link.href = one.receipt;
      link.textContent = `${clock(one.at)}: ${list.dataset[one.state || "new"]}`;
      row.append(link);
      return row;
    }));
  }
  const ask = async () => {
    const told = read(MINE) || [];
    for (const one of told) {
      try {
        const answer = await fetch(one.receipt, { headers: { accept: "application/json" } });
        if (answer.ok) one.state = (await answer.json()).state;
      } catch { return; }
    }
    if (told.length) write(MINE, told);
    mine();
  };
  if (document.querySelector("[data-told]")) {
    const receipt = location.pathname + location.search, told = read(MINE) || [];
    if (!told.some((one) => one.receipt === receipt)) write(MINE, [{ at: Date.now(), receipt }, ...told].slice(0, 5));
  }

  // ---- what was read is kept, and a poster's hamlet is chosen in the form
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/xa/worker.js", { scope: "/xa/" }).catch(() => { /* without one there is a line, or nothing */ });
  addEventListener("ended", (event) => navigator.serviceWorker?.controller?.postMessage({ keep: event.target.currentSrc }), true);
  const noi = /^#noi=([a-z0-9-]{1,64})$/.exec(location.hash);
  if (noi) write("tl-noi", noi[1]);
  const place = form && !form.place.value && [...form.place.options].find((one) => one.value && one.value === read("tl-noi"));
  if (place) form.place.value = place.value;

  tellAge();
  mine();
  flush();
  if (document.querySelector("[data-mine]")) ask();
  addEventListener("online", () => { flush(); renew(); listen(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { renew(); listen(); } });
  setInterval(renew, 60000);
  setInterval(listen, OFTEN);
})();
