// Plays the places that have to be heard, and tells the server what was really played.
(function () {
  "use strict";

  var player = document.querySelector("audio[data-announcement]");
  var list = document.getElementById("doubts");
  if (!player || !list) return;

  var stop = null;

  function dress() {
    list.querySelectorAll("[data-play]").forEach(function (button) { button.textContent = button.dataset.play; });
  }

  function tell() {
    var wanted = new URLSearchParams([["sound", player.dataset.sound]]);
    for (var at = 0; at < Math.min(player.played.length, 400); at++) {
      var from = Math.round(player.played.start(at) * 1000), to = Math.round(player.played.end(at) * 1000);
      if (to > from) wanted.append("span", from + "-" + to);
    }
    if (!wanted.has("span")) return;
    fetch("/announcements/" + player.dataset.announcement + "/heard",
      { method: "POST", body: wanted, credentials: "same-origin", headers: { "x-live": "1" } })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (html) { list.innerHTML = html; dress(); })
      .catch(function () { /* the next stretch that is played tells it again */ });
  }

  list.addEventListener("submit", function (event) {
    var form = event.target.closest("[data-doubt]");
    if (!form) return;
    event.preventDefault();
    stop = Number(form.dataset.to) / 1000 + 0.05;
    player.currentTime = Math.max(0, Number(form.dataset.from) / 1000 - 0.05);
    player.play();
  });
  player.addEventListener("timeupdate", function () {
    if (stop !== null && player.currentTime >= stop) { stop = null; player.pause(); }
  });
  player.addEventListener("pause", tell);
  player.addEventListener("ended", tell);
  dress();
})();
