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

  // What somebody opened, typed or chose in a part is so in the fresh one, too.
  var turned = new WeakSet();
  document.addEventListener("click", function (event) {
    var head = event.target.closest && event.target.closest("summary");
    if (head) turned.add(head.parentNode);
  });

  // The same one in the other part: the first, second … of its name.
  function counterpart(one, now, then, choice, name) {
    function same(other) { return name(other) === name(one); }
    var place = Array.prototype.filter.call(now.querySelectorAll(choice), same).indexOf(one);
    return Array.prototype.filter.call(then.querySelectorAll(choice), same)[place];
  }
  function within(one) { return one.parentNode.closest("[id]").id; }
  function heading(fold) {
    return [within(fold), fold.id, fold.querySelector("summary").textContent.replace(/\d+/g, "")].join(" ");
  }
  function fieldName(field) {
    var form = field.form ? field.form.getAttribute("action") : "";
    return [within(field), form, field.id, field.name, ticked(field) ? field.value : ""].join(" ");
  }
  function ticked(field) { return field.type === "checkbox" || field.type === "radio"; }
  function isChanged(field) {
    if (field.type === "hidden") return false;
    if (ticked(field)) return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    var first = field.querySelector("option[selected]") || field.options[0];
    return !!first && field.value !== first.value;
  }
  // False where something would be lost: what was typed has no place in the fresh part, or is a file.
  function carry(now, then) {
    now.querySelectorAll("details").forEach(function (fold) {
      var other = turned.has(fold) && counterpart(fold, now, then, "details", heading);
      if (!other) return;
      other.open = fold.open;
      turned.add(other);
    });
    return Array.prototype.filter.call(now.querySelectorAll("input, select, textarea"), isChanged).every(function (field) {
      var other = counterpart(field, now, then, "input, select, textarea", fieldName);
      if (!other || field.type === "file") return false;
      if (ticked(field)) other.checked = field.checked; else other.value = field.value;
      return true;
    });
  }
  function replace(now, then) {
    while (now.firstChild) now.removeChild(now.firstChild);
    while (then.firstChild) now.appendChild(then.firstChild);
  }

  var waiting = null, wanted = {}, held = {};

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
          if (!now || !then) return;
          // Nothing changes under somebody's finger or voice: once it has left, it is asked again.
          if (now.contains(document.activeElement)) { held[id] = true; return; }
          if (carry(now, then) && now.innerHTML !== then.innerHTML) replace(now, then);
        });
        listenFor();
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
    if (found) soonRefresh();
  }
  function soonRefresh() { if (waiting === null) waiting = setTimeout(refresh, 600); }
  // A part may say itself that it is old.
  document.addEventListener("aged", function (event) { wanted[event.detail] = true; soonRefresh(); });
  document.addEventListener("focusout", function () {
    if (!Object.keys(held).length) return;
    Object.assign(wanted, held);
    held = {};
    soonRefresh();
  });

  // The line, and what the page says while it is down. A browser gives up where something between answers for the
  // server, or where the session is over: so it is tried again here, and at once when somebody looks.
  var FIRST_MS = 3000, LONGEST_MS = 60000, SAID_MS = 2000;
  var lost = document.querySelector("[data-live-lost]"), source = null, heardOf = {}, opened = false, wait = FIRST_MS, later = null, soon = null;

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
  // Of every kind that a part of the page waits for.
  function listenFor() {
    document.querySelectorAll("[data-live]").forEach(function (part) {
      part.dataset.live.split(" ").forEach(function (wish) {
        var kind = wish.split(":")[0];
        if (!source || heardOf[kind]) return;
        heardOf[kind] = true;
        source.addEventListener(kind, function (event) { heard(kind, event); });
      });
    });
  }
  function listen() {
    clearTimeout(later);
    later = null;
    if (source) source.close();
    source = new EventSource(address);
    heardOf = {};
    listenFor();
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
