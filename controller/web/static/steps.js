// The form grows step by step; what is done folds to one line, which opens again. Without this script all is open, and
// with "the whole page" pressed too: this device remembers it.
(function () {
  "use strict";

  var form = document.querySelector("[data-compose]");
  var whole = document.querySelector("[data-whole]");
  if (!form || !whole) return;

  var steps = Array.prototype.slice.call(form.querySelectorAll("[data-step]"));
  var deciding = form.querySelector("[data-decide]"), ways = form.querySelector("[data-ways]");
  var words = form.querySelector("[data-words]").dataset;
  var reached = "begun" in form.dataset ? steps.length - 1 : 0;

  function memory(value) {
    try {
      if (value === undefined) return localStorage.getItem("tl-compose-whole") === "1";
      localStorage.setItem("tl-compose-whole", value ? "1" : "0");
    } catch (none) { /* it is asked again next time */ }
    return false;
  }
  var all = memory();

  function field(name) { var one = form.elements[name]; return one && one.value !== undefined ? one.value : ""; }
  function way() {
    var chosen = form.querySelector("[name=way]:checked, [type=hidden][name=way]");
    return chosen ? chosen.value : "";
  }
  function label(box) { var span = box.parentNode.querySelector("span"); return span.firstChild.textContent.trim(); }

  var SAYS = {
    what: function () {
      var title = form.querySelector("[data-filled] b");
      return (title ? title.textContent : field("title").trim()) || words.notYet;
    },
    hear: function () {
      return form.querySelector("[name=page]").checked ? words.shown.replace("0", field("show_minutes")) : words.nothingShown;
    },
    where: function () {
      var ticked = Array.prototype.filter.call(form.querySelectorAll("[name=areas]:checked, [name=devices]:checked"), function (one) { return !one.disabled; });
      if (!ticked.length) return words.nowhere;
      return ticked.slice(0, 3).map(label).join(", ") + (ticked.length > 3 ? " " + words.andMore : "");
    },
    when: function () {
      var said = form.querySelector("[data-when] b, [data-when] p");
      return said ? said.textContent : words.notYet;
    },
    check: function () { var klass = form.querySelector("[name=klass]:checked"); return klass ? label(klass) + ", " + words.volume + " " + field("volume") + " %" : ""; }
  };

  steps.forEach(function (step, at) {
    var head = step.querySelector("[data-head]"), button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.setAttribute("aria-controls", step.querySelector("[data-body]").id);
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener("click", function () { if (!all) open(step, !isOpen(step)); });
    step.querySelector("[data-summary]").addEventListener("click", function () { open(step, true); });
    step.querySelector("[data-next] button").addEventListener("click", function () { go(at + 1); });
  });
  function isOpen(step) { return !step.querySelector("[data-body]").hidden; }
  function open(step, wanted) {
    step.querySelector("[data-body]").hidden = !wanted;
    fit();
    if (wanted && step.dataset.step === "check") check();
  }
  function go(at) {
    if (!steps[at]) return;
    reached = Math.max(reached, at);
    steps.forEach(function (step, number) { step.querySelector("[data-body]").hidden = number !== at; });
    fit();
    var head = steps[at].querySelector("button.fold");
    head.focus({ preventScroll: true });
    steps[at].scrollIntoView({ block: "start" });
    if (steps[at].dataset.step === "check") check();
  }

  // How it is told is one line once it is chosen, and can be chosen anew.
  var chosenLine = form.querySelector("[data-way-chosen]"), choosing = false;
  if (chosenLine) chosenLine.querySelector("button").addEventListener("click", function () {
    choosing = true;
    fit();
    form.querySelector("[name=way]:checked").focus();
  });

  // What belongs to the chosen way; everything, while the whole page is open.
  function choose() {
    var chosen = way();
    if (chosenLine) {
      ways.hidden = Boolean(chosen) && !all && !choosing;
      chosenLine.hidden = !ways.hidden;
      if (ways.hidden) chosenLine.querySelector("b").textContent = label(form.querySelector("[name=way]:checked"));
    }
    form.querySelectorAll("[data-way]").forEach(function (part) {
      // What has something in it that counts is shown all the same.
      part.hidden = !all && part.dataset.way.split(" ").indexOf(chosen) < 0 && !part.querySelector(".has-wrong, [name=sound]");
    });
  }
  function fit() {
    choose();
    var begun = all || !!way();
    steps.forEach(function (step, at) {
      var shown = all || isOpen(step), summary = step.querySelector("[data-summary]");
      step.hidden = !all && at > reached;
      step.classList.toggle("done", !all && !shown);
      step.querySelector("button.fold").setAttribute("aria-expanded", shown ? "true" : "false");
      step.querySelector("button.fold").tabIndex = all ? -1 : 0;
      if (all) step.querySelector("[data-body]").hidden = false;
      summary.hidden = all || shown;
      summary.textContent = summary.hidden ? "" : SAYS[step.dataset.step]();
      step.querySelector("[data-next]").hidden = all || !shown || !begun || at === steps.length - 1;
    });
    form.querySelector(".deciding").hidden = !begun;
    deciding.hidden = !all && reached < steps.length - 1;
    whole.setAttribute("aria-pressed", all ? "true" : "false");
  }

  if (ways) ways.addEventListener("change", function () {
    choosing = false;
    // A typed notice is read aloud, the others bring their own sound; each can be changed below.
    var speak = form.querySelector("[name=speak]");
    speak.checked = way() === "type";
    speak.dispatchEvent(new Event("change", { bubbles: true }));
    fit();
    var first = form.querySelector("[data-step=what] [data-body] [data-way]:not([hidden]) input:not([type=hidden]), [data-step=what] [data-way]:not([hidden]) select");
    if (first && way() !== "record") first.focus();
  });
  form.addEventListener("input", function () { clearTimeout(fit.soon); fit.soon = setTimeout(fit, 200); });
  whole.hidden = false;
  whole.addEventListener("click", function () {
    all = !all;
    memory(all);
    steps.forEach(function (step, at) { step.querySelector("[data-body]").hidden = !all && at !== 0; });
    fit();
  });

  // A mistake's sentence leads to its field, in whatever step that is.
  function reveal(id) {
    var target = id && document.getElementById(id), step = target && target.closest("[data-step]");
    if (target && !step) { target.scrollIntoView({ block: "start" }); target.focus({ preventScroll: true }); }
    if (!step) return;
    reached = steps.length - 1;
    open(step, true);
    for (var part = target.closest("details"); part; part = part.parentNode.closest("details")) part.open = true;
    target.scrollIntoView({ block: "center" });
    var input = target.querySelector("input:not([type=hidden]), select, textarea");
    if (input) input.focus({ preventScroll: true });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('#mistakes a[href^="#"], #check-said a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    reveal(link.getAttribute("href").slice(1));
  });

  // The last step asks the server what stands against it, as the button does.
  var said = document.getElementById("check-said"), asked = 0;
  function check() {
    if (form.querySelector("[type=file]").files.length) return; // it has to be sent first, and the button does that
    var typed = new FormData(form), mine = ++asked;
    typed.append("do", "check");
    note(words.checking);
    fetch(form.action, { method: "POST", body: typed, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (html) {
        if (mine !== asked) return;
        var fresh = new DOMParser().parseFromString(html, "text/html"), wrong = fresh.getElementById("mistakes");
        var version = fresh.querySelector("[name=version]");
        if (version && form.elements.version) form.elements.version.value = version.value;
        said.innerHTML = fresh.getElementById("check-said").innerHTML;
        meet(fresh.getElementById("meeting"));
        if (wrong) { wrong.removeAttribute("id"); said.prepend(wrong); }
      })
      .catch(function () { if (mine === asked) note(words.checkLost); });
  }
  // Somebody else saved it meanwhile: what has to be chosen stands on top, as it would after saving; once chosen, it stays.
  function meet(fresh) {
    var here = document.getElementById("meeting");
    if (!fresh || (here && here.querySelector("[name=met]").value === fresh.querySelector("[name=met]").value)) return;
    if (here) here.replaceWith(fresh); else form.querySelector("[data-step]").before(fresh);
  }
  function note(sentence) {
    said.textContent = "";
    var line = document.createElement("p");
    line.className = "lead";
    line.textContent = sentence;
    said.appendChild(line);
  }

  // Where it begins: an empty form at the choice, one that came back at what is wrong, others at their words.
  var wrong = form.querySelectorAll(".has-wrong, [data-step] .wrong:not([hidden])");
  steps.forEach(function (step, at) {
    var has = Array.prototype.some.call(wrong, function (one) { return step.contains(one) && !one.closest(".doubt"); });
    var checked = "checked" in form.dataset;
    var heard = step.dataset.step === "hear" && step.querySelector("#heard audio, #heard .note, [data-seen] figure") && "answered" in form.dataset;
    var grouped = step.querySelector("#grouped");
    if (form.querySelector("#grouped")) { step.querySelector("[data-body]").hidden = !grouped; return; }
    step.querySelector("[data-body]").hidden = wrong.length ? !has : checked ? at !== steps.length - 1 : at !== 0 && !heard;
  });
  fit();
  window.addEventListener("hashchange", function () { reveal(location.hash.slice(1)); });
})();
