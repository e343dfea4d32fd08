// What is typed saves itself: on the server a second after the last change, on this device until the server has it.
// No clock of this device is asked; the server's versions say what is newer. Without this script the form is kept when
// it is sent.
(function () {
  "use strict";

  var PREFIX = "tl-draft:", QUIET_MS = 1000, LOOK_MS = 3000, LONGEST_WAIT_MS = 60000;
  var OF_THE_PAGE = ["draft", "version", "hand", "beside", "do", "take", "met", "groups", "group_id", "group_name"];

  var shelf = {
    put: function (key, entry) { try { localStorage.setItem(PREFIX + key, JSON.stringify(entry)); return true; } catch (full) { return false; } },
    get: function (key) { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch (broken) { return null; } },
    drop: function (key) { try { localStorage.removeItem(PREFIX + key); } catch (none) { /* nothing was kept */ } },
    keys: function () {
      try { return Object.keys(localStorage).filter(function (one) { return one.indexOf(PREFIX) === 0; }).map(function (one) { return one.slice(PREFIX.length); }); }
      catch (none) { return []; }
    }
  };

  function put(key, entry, more) {
    var body = { area: entry.area, announcement: entry.announcement || null, version: entry.version, hand: entry.hand, fields: entry.fields };
    var asked = { method: "PUT", credentials: "same-origin", headers: { "content-type": "application/json" } };
    Object.keys(more || {}).forEach(function (name) { (name === "keepalive" ? asked : body)[name] = more[name]; });
    asked.body = JSON.stringify(body);
    return fetch("/api/v1/drafts/" + encodeURIComponent(key), asked).then(function (answer) {
      return answer.json().catch(function () { return {}; }).then(function (told) { return { status: answer.status, told: told }; });
    });
  }
  function newKey() {
    var letters = "abcdefghjkmnpqrstuvwxyz23456789", bytes = crypto.getRandomValues(new Uint8Array(9));
    return "d" + Array.prototype.map.call(bytes, function (one) { return letters[one % letters.length]; }).join("");
  }
  function refusal(told) { return (told.errors && told.errors[0]) || {}; }

  var form = document.querySelector("[data-compose]");
  var mine = form ? form.elements.draft.value : "";
  var place = document.querySelector("[data-drafting], [data-leftover], [data-person]");
  var person = place ? place.dataset.person : "";

  // What this device kept and the server never got: of pages that were closed while the line was down.
  shelf.keys().forEach(function (key) {
    var entry = shelf.get(key);
    if (!entry || !Array.isArray(entry.fields)) { shelf.drop(key); return; }
    if (entry.person !== person) return;
    if (key === mine && "answered" in form.dataset) { shelf.drop(key); return; } // the server has it: this page is its answer
    put(key, entry).then(function (answer) {
      if (answer.status === 200) { shelf.drop(key); if (key === mine) location.replace(form.getAttribute("action")); return; }
      if (answer.status === 409 && refusal(answer.told).code === "draft-sent") { shelf.drop(key); return; }
      if (answer.status !== 409 || key === mine) return;
      // Somebody else went on with it: this becomes a draft of its own.
      entry.version = 0;
      put(newKey(), entry).then(function (done) { if (done.status === 200) shelf.drop(key); });
    }).catch(function () { /* the line is still down: the next page tries again */ });
  });

  if (!form) return;
  var part = form.querySelector("[data-drafting]");
  var saved = part.querySelector("[data-saved]"), trouble = part.querySelector("[data-trouble]");
  var signIn = part.querySelector("[data-sign-in]"), clash = part.querySelector("[data-clash]");
  var version = Number(form.elements.version.value), hand = form.elements.hand.value;
  // Somebody may have typed before this script was there.
  var touched = Array.prototype.some.call(form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), textarea"),
    function (one) { return one.value !== one.defaultValue; });
  var known = touched ? "" : said(), bare = touched ? "" : core(), saving = false, again = false, wait = QUIET_MS, timer = null, stopped = false, theirs = null;

  function fields() {
    var pairs = [];
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && OF_THE_PAGE.indexOf(name) < 0 && name.indexOf("keep-") !== 0) pairs.push([name, value]);
    });
    return pairs;
  }
  function said() { return JSON.stringify(fields()); }
  // A way that was chosen is no draft yet; a word is.
  function core() { return JSON.stringify(fields().filter(function (pair) { return /^(title|text|sound|relay_source|gap-.*)$/.test(pair[0]); })); }
  function isWorth() { return version > 0 || core() !== bare; }
  function entry() {
    return { person: person, area: form.dataset.area, announcement: form.dataset.announcement, version: version, hand: hand, fields: fields() };
  }
  function show(line, sentence) {
    saved.hidden = line !== saved;
    saved.classList.toggle("waits", sentence === part.dataset.unsaved);
    trouble.hidden = line !== trouble;
    line.querySelector("span").textContent = sentence;
  }
  function fail(sentence, ended) {
    signIn.hidden = !ended;
    signIn.href = "/sign-in?next=" + encodeURIComponent(form.getAttribute("action"));
    show(trouble, sentence);
  }

  function save() {
    clearTimeout(timer);
    if (stopped || theirs || !isWorth()) return;
    if (saving) { again = true; return; }
    var now = entry(), text = said();
    if (text === known) return;
    var kept = shelf.put(mine, now);
    saving = true;
    put(mine, now).then(function (answer) { answered(answer, text, kept); })
      .catch(function () { later(kept ? part.dataset.lost : part.dataset.nowhere); })
      .finally(function () { saving = false; if (again) { again = false; soon(); } });
  }
  function later(sentence, ended) {
    fail(sentence, ended);
    timer = setTimeout(save, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  }
  function answered(answer, text, kept) {
    if (answer.status === 200) {
      version = answer.told.version;
      form.elements.version.value = version;
      known = text;
      wait = QUIET_MS;
      shelf.drop(mine);
      show(saved, answer.told.said);
      if (history.state !== "draft") history.replaceState("draft", "", form.getAttribute("action"));
      return;
    }
    var wrong = refusal(answer.told);
    if (answer.status === 401) { later(part.dataset.ended, true); return; }
    if (wrong.code === "draft-changed") { choose(wrong); return; }
    if (wrong.code === "draft-sent") { stopped = true; shelf.drop(mine); fail(part.dataset.sent); return; }
    if (answer.status >= 500) { later(kept ? part.dataset.lost : part.dataset.nowhere); return; }
    fail(wrong.detail || answer.told.detail || part.dataset.nowhere);
  }

  function choose(wrong) {
    theirs = wrong.params.version;
    clash.querySelector("[data-clash-said]").textContent = wrong.detail;
    clash.hidden = false;
    saved.hidden = trouble.hidden = true;
    clash.focus();
  }
  function chosen(key, now, more, done) {
    put(key, now, more).then(function (answer) {
      if (answer.status !== 200) { if (refusal(answer.told).code === "draft-changed") choose(refusal(answer.told)); else fail(part.dataset.nowhere); return; }
      clash.hidden = true;
      theirs = null;
      done(answer);
    }).catch(function () { fail(part.dataset.nowhere); });
  }
  clash.querySelector("[data-mine]").addEventListener("click", function () {
    var now = entry(), text = said();
    now.version = theirs;
    chosen(mine, now, { beside: true }, function (answer) { answered(answer, text, true); });
  });
  clash.querySelector("[data-theirs]").addEventListener("click", function () {
    var now = entry();
    now.version = 0;
    chosen(newKey(), now, {}, function () { stopped = true; shelf.drop(mine); location.assign(form.getAttribute("action")); });
  });

  function soon() { clearTimeout(timer); timer = setTimeout(save, QUIET_MS); }
  function changed() {
    if (stopped || theirs || said() === known || !isWorth()) return;
    if (trouble.hidden) show(saved, part.dataset.unsaved);
    soon();
  }
  changed();
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // A recording that was taken over, a file that is up: fields that no key changes.
  setInterval(function () { if (!saving && timer === null && said() !== known) changed(); }, LOOK_MS);
  window.addEventListener("online", function () { wait = QUIET_MS; save(); });
  function leave() {
    if (stopped || theirs || said() === known || !isWorth()) return;
    var now = entry();
    shelf.put(mine, now);
    put(mine, now, { keepalive: true }).then(function (answer) { if (answer.status === 200) shelf.drop(mine); }).catch(function () { /* kept here */ });
  }
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", function () { if (document.hidden) leave(); });
  form.addEventListener("submit", function () { if (said() !== known) shelf.put(mine, entry()); stopped = true; setTimeout(function () { stopped = false; }, 10000); });
})();
