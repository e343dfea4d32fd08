// Listen to a tune beside the field where it is chosen; the page has all of them with players of their own, too.
(function () {
  "use strict";

  document.querySelectorAll("[data-tunes]").forEach(function (part) {
    var player = new Audio(), playing = null;
    player.preload = "none";

    function stop() {
      player.pause();
      if (playing) playing.textContent = part.dataset.listen;
      playing = null;
    }
    player.addEventListener("ended", stop);
    player.addEventListener("error", stop);

    part.querySelectorAll("[data-tune-of]").forEach(function (button) {
      var choice = part.querySelector("[name=" + button.dataset.tuneOf + "]");
      function fit() { button.hidden = !choice.value; }
      choice.addEventListener("change", function () { stop(); fit(); });
      fit();
      button.addEventListener("click", function () {
        var mine = playing === button;
        stop();
        if (mine) return;
        playing = button;
        button.textContent = part.dataset.stop;
        player.src = "/tunes/" + encodeURIComponent(choice.value);
        player.play().catch(stop);
      });
    });
    part.querySelector("[data-tunes-plain]").hidden = true;
  });
})();
