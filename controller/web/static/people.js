// Passwords that can be looked at, links that can be copied, codes that can be printed. Without this script the buttons
// are not there, and everything else works.
(function () {
  "use strict";

  document.querySelectorAll("[data-show]").forEach(function (button) {
    var field = document.getElementById(button.dataset.show), words = [button.textContent, button.dataset.hide];
    button.hidden = false;
    button.addEventListener("click", function () {
      var shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.textContent = words[shown ? 1 : 0];
      button.setAttribute("aria-pressed", shown);
    });
    field.form.addEventListener("submit", function () { field.type = "password"; });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim()).then(function () {
        button.textContent = button.dataset.done;
      });
    });
  });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
