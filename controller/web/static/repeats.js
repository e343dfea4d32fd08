// Only what counts for the chosen way of repeating is shown, and mistakes are read first. The form works without.
(function () {
  "use strict";

  var form = document.querySelector("[data-repeats]");
  if (!form) return;
  function fit() {
    var chosen = form.querySelector("[name=repeat]:checked");
    form.querySelectorAll("[data-needs]").forEach(function (part) {
      part.hidden = !chosen || part.dataset.needs.split(" ").indexOf(chosen.value) < 0;
    });
  }
  form.querySelectorAll("[name=repeat]").forEach(function (choice) { choice.addEventListener("change", fit); });
  fit();
  var mistakes = document.getElementById("meeting") || document.getElementById("mistakes");
  if (mistakes) mistakes.focus();
})();
