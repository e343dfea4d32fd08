// Boards turn their pages in their own time, the compose form keeps showing what it would look like, and the wall stays
// as it is. Pages say and show the same without: all pages at once, and a button.
(function () {
  "use strict";

  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function turn(board, now) {
    var pages = board.querySelectorAll("[data-ms]"), button = board.querySelector("[data-pause]");
    if (!board.dataset.since) {
      board.dataset.since = now;
      board.dataset.at = 0;
      button.hidden = false;
      button.dataset.off = button.textContent;
      hold(board, still);
      board.querySelectorAll("img").forEach(function (picture) { picture.loading = "eager"; });
    } else if (board.dataset.held !== "1" && now - board.dataset.since >= pages[board.dataset.at].dataset.ms) {
      board.dataset.at = (Number(board.dataset.at) + 1) % pages.length;
      board.dataset.since = now;
    }
    pages.forEach(function (page, number) { page.hidden = number !== Number(board.dataset.at); });
  }
  function hold(board, held) {
    var button = board.querySelector("[data-pause]");
    board.dataset.held = held ? "1" : "";
    button.textContent = held ? button.dataset.on : button.dataset.off;
  }
  function turns() {
    var now = Date.now();
    document.querySelectorAll("[data-turns]").forEach(function (board) { turn(board, now); });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-pause]");
    if (!button) return;
    var board = button.closest("[data-turns]"), held = board.dataset.held !== "1";
    hold(board, held);
    board.dataset.since = Date.now();
  });
  turns();
  setInterval(turns, 250);

  // A heartbeat is no event: the wall looks again every half minute, while somebody looks at it.
  var wall = document.querySelector("[data-wall]");
  if (wall) setInterval(function () {
    if (!document.hidden) document.dispatchEvent(new CustomEvent("aged", { detail: wall.id }));
  }, 30000);

  var form = document.querySelector("[data-compose]");
  var seen = form && form.querySelector("[data-seen]");
  if (!seen) return;

  // What the boards show follows what is typed.
  var WANTED = ["blank", "title", "text", "page", "klass", "areas", "devices", "template", "picture", "no_picture", "film", "no_film", "pages", "no_pages", "across", "down",
    "title2", "text2", "table", "caption", "link", "ticker"];
  function isWanted(name) { return WANTED.indexOf(name) >= 0 || /^gap-/.test(name); }
  var asked = 0, soon, said = "";
  function ask() {
    var typed = new FormData(form), wanted = new URLSearchParams(), mine = ++asked;
    typed.forEach(function (value, name) { if (isWanted(name)) wanted.append(name, value); });
    if (wanted.toString() === said) return;
    said = wanted.toString();
    fetch("/announcements/boards?area=" + encodeURIComponent(form.dataset.area), { method: "POST", body: wanted, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (html) { if (mine === asked) { seen.innerHTML = html; turns(); } })
      .catch(function () { said = ""; form.querySelector("[data-see]").hidden = false; });
  }
  form.addEventListener("input", function (event) {
    if (!isWanted(event.target.name)) return;
    clearTimeout(soon);
    soon = setTimeout(ask, 700);
  });
  form.querySelector("[data-see]").hidden = true;
  ask();

  // A tap on the picture says what of it matters.
  var focus = form.querySelector("[data-focus]");
  if (!focus) return;
  var across = document.getElementById("across"), down = document.getElementById("down"), cross = focus.querySelector(".cross");
  function show() { cross.style.left = across.value + "%"; cross.style.top = down.value + "%"; }
  focus.addEventListener("click", function (event) {
    var box = focus.getBoundingClientRect();
    across.value = Math.round(100 * (event.clientX - box.left) / box.width);
    down.value = Math.round(100 * (event.clientY - box.top) / box.height);
    across.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", show);
  show();
})();
