// The words of a blank follow what is typed into its gaps. Without this script they are there when the form comes back.
(function () {
  "use strict";

  var form = document.querySelector("[data-compose]");
  var seen = form && form.querySelector("[data-filled]");
  if (!seen) return;
  var asked = 0, soon;
  function ask() {
    var wanted = new URLSearchParams(), mine = ++asked;
    new FormData(form).forEach(function (value, name) {
      if (name === "blank" || /^gap-/.test(name)) wanted.append(name, value);
    });
    fetch("/announcements/filled", { method: "POST", body: wanted, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (html) { if (mine === asked) seen.innerHTML = html; })
      .catch(function () { /* the line is down: the next letter asks again */ });
  }
  ask(); // somebody may have typed before this script was there
  form.addEventListener("input", function (event) {
    if (!/^gap-/.test(event.target.name)) return;
    clearTimeout(soon);
    soon = setTimeout(ask, 300);
  });
})();
