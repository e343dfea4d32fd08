// Keeps what is marked `data-live` as it is on the server, and says whether it does. Without it the page is only older.
(function () {
  "use strict";

  var address = document.body.dataset.events;
  var parts = document.querySelectorAll("[data-live]");

  // A second press of a button sends nothing twice.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  if (!address || !parts.length || !window.EventSource) return;

  function concerns(part, kind, facts) {
    return part.dataset.live.split(" ").some(function (wish) {
      var pair = wish.split(":");
      if (pair[0] !== kind) return false;
      if (!pair[1]) return true;
      return [facts.id, facts.device, facts.announcement, facts.subject].some(function (name) {
        return name === undefined || name === null ? false : String(name).split(".")[0] === pair[1];
      });
    });
  }

  var waiting = null;
  var wanted = {};

  function refresh() {
    waiting = null;
    var ids = Object.keys(wanted);
    wanted = {};
    fetch(location.href, { credentials: "same-origin", headers: { "x-live": "1" } })
      .then(function (answer) { return answer.ok ? answer.text() : null; })
      .then(function (text) {
        if (text === null) return;
        var fresh = new DOMParser().parseFromString(text, "text/html");
        ids.forEach(function (id) {
          var now = document.getElementById(id);
          var then = fresh.getElementById(id);
          // Nothing changes under somebody's finger or voice.
          if (!now || !then || now.contains(document.activeElement) || now.innerHTML === then.innerHTML) return;
          now.innerHTML = then.innerHTML;
        });
        light(true);
      })
      .catch(function () { /* the line is down: the next event asks again */ });
  }

  function light(on) {
    document.querySelectorAll("[data-live-light]").forEach(function (lamp) {
      lamp.hidden = false;
      lamp.classList.toggle("on", on);
      lamp.hidden = !on;
    });
  }

  function heard(kind, event) {
    var facts = {};
    try { facts = JSON.parse(event.data); } catch (error) { return; }
    var found = false;
    parts = document.querySelectorAll("[data-live]");
    parts.forEach(function (part) {
      if (part.id && concerns(part, kind, facts)) { wanted[part.id] = true; found = true; }
    });
    if (found && waiting === null) waiting = setTimeout(refresh, 600);
  }

  // The line, and what the page says while it is down. A browser gives up where something between answers for the
  // server, or where the session is over: so it is tried again here, and at once when somebody looks.
  var KINDS = ["announcement", "making", "order", "delivery", "device", "command", "occurrence", "programme", "live", "alert", "relay", "incident", "readiness", "campaign"];
  var FIRST_MS = 3000, LONGEST_MS = 60000, SAID_MS = 2000;
  var lost = document.querySelector("[data-live-lost]"), source = null, opened = false, wait = FIRST_MS, later = null, soon = null;

  function say(word) {
    clearTimeout(soon);
    soon = null;
    if (!lost) return;
    lost.hidden = !word;
    lost.querySelector("span").textContent = word ? lost.dataset[word] : "";
    lost.querySelector("a").hidden = word !== "ended";
    // Who is writing signs in beside it: the page goes on by itself then.
    if (document.querySelector("[data-sign-in]")) lost.querySelector("a").target = "_blank";
  }
  function broken() {
    light(false);
    // Not for a moment, nor while the page is being left.
    if (soon === null && lost && lost.hidden) soon = setTimeout(function () { say("lost"); }, SAID_MS);
  }
  function listen() {
    clearTimeout(later);
    later = null;
    if (source) source.close();
    source = new EventSource(address);
    KINDS.forEach(function (kind) {
      source.addEventListener(kind, function (event) { heard(kind, event); });
    });
    source.onopen = function () {
      wait = FIRST_MS;
      say("");
      light(true);
      // After a break nobody knows what was missed.
      if (opened) { document.querySelectorAll("[data-live]").forEach(function (part) { if (part.id) wanted[part.id] = true; }); refresh(); }
      opened = true;
    };
    source.onerror = function () {
      broken();
      if (source.readyState !== EventSource.CLOSED || later !== null) return;
      later = setTimeout(listen, wait);
      wait = Math.min(2 * wait, LONGEST_MS);
      fetch("/api/v1/session", { credentials: "same-origin" })
        .then(function (answer) { if (answer.status === 401) say("ended"); })
        .catch(function () { /* the line is down, as was said */ });
    };
  }
  function now() { if (later !== null && !document.hidden) listen(); }
  window.addEventListener("online", now);
  document.addEventListener("visibilitychange", now);
  listen();
})();
