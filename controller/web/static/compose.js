// Makes composing easier; the form says and does the same without it.
(function () {
  "use strict";

  var form = document.querySelector("[data-compose]");
  if (!form) return;

  // Hear the chosen file, and know at once when it is too large.
  var file = document.getElementById("sound_file");
  var preview = document.getElementById("preview");
  var large = document.getElementById("sound_file-large");
  file.addEventListener("change", function () {
    if (preview.src) URL.revokeObjectURL(preview.src);
    var chosen = file.files[0];
    var tooLarge = !!chosen && chosen.size > Number(file.dataset.limit) * 1e6;
    preview.hidden = !chosen || tooLarge;
    large.hidden = !tooLarge;
    large.querySelector("span").textContent = tooLarge ? file.dataset.tooLarge : "";
    if (tooLarge) { file.value = ""; return; }
    if (chosen) preview.src = URL.createObjectURL(chosen); else preview.removeAttribute("src");
  });

  // A place stands for all below it: its branches follow, and only the top is sent.
  document.querySelectorAll("[data-tree] li").forEach(function (branch) {
    var box = branch.querySelector(":scope > .tick input");
    var below = function () { return branch.querySelectorAll(":scope ul input"); };
    function follow() {
      below().forEach(function (one) { one.checked = box.checked || one.checked; one.disabled = box.checked; });
    }
    box.addEventListener("change", function () {
      below().forEach(function (one) { one.checked = box.checked; one.disabled = box.checked; });
    });
    if (box.checked) follow();
  });

  // On the map a tap takes a place out of what is ticked as a whole: the others of it stay, each by itself.
  document.querySelectorAll("[data-tree] .spot").forEach(function (spot) {
    spot.addEventListener("click", function (event) {
      var box = spot.control, tops = [];
      if (!box || !box.disabled) return;
      event.preventDefault();
      for (var one = box.closest("li"); one; one = one.parentNode.closest("[data-tree] li")) tops.unshift(one);
      tops.slice(0, -1).forEach(function (top, at) {
        var whole = top.querySelector(":scope > .tick input");
        if (!whole.checked) return;
        set(whole, false);
        top.querySelectorAll(":scope > ul > li").forEach(function (branch) { set(branch.querySelector(":scope > .tick input"), branch !== tops[tops.length - 1]); });
      });
    });
  });
  function set(box, on) {
    box.checked = on;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // A saved group stands for its places.
  form.querySelectorAll("[data-areas]").forEach(function (group) {
    group.addEventListener("change", function () {
      group.dataset.areas.split(" ").forEach(function (code) {
        var box = form.querySelector('[name=areas][value="' + CSS.escape(code) + '"]');
        if (!box || box.disabled) return;
        box.checked = group.checked;
        box.dispatchEvent(new Event("change", { bubbles: true }));
      });
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  // A group that is ticked brings all its places when the form is sent: one that was taken out takes the group out.
  form.addEventListener("change", function (event) {
    if (event.target.name !== "areas" || event.target.checked) return;
    form.querySelectorAll("[data-areas]:checked").forEach(function (group) {
      if (group.dataset.areas.split(" ").indexOf(event.target.value) >= 0) group.checked = false;
    });
  });

  // The rule in words and its next times, as the server says them, while somebody chooses.
  var said = form.querySelector("[data-when]");
  var look = form.querySelector("[data-look]");
  var WHEN = ["date", "time", "repeat", "rrule_text", "lunar_text", "every", "days", "monthday", "nth", "weekday",
    "lunar_day", "lunar_month", "more_times", "end", "until", "count", "holidays"];
  var asked = 0;
  function ask() {
    var typed = new FormData(form), wanted = new URLSearchParams(), mine = ++asked;
    WHEN.forEach(function (name) { typed.getAll(name).forEach(function (value) { wanted.append(name, value); }); });
    fetch("/announcements/when", { method: "POST", body: wanted, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (html) { if (mine === asked) said.innerHTML = html; })
      .catch(function () { look.hidden = false; });
  }
  var soon;
  form.addEventListener("input", function (event) {
    if (WHEN.indexOf(event.target.name) < 0) return;
    clearTimeout(soon);
    soon = setTimeout(ask, 300);
  });
  look.hidden = true;
})();
