// Hear a notice whole while composing, with what is said beside its text; the form says and does the same without it.
(function () {
  "use strict";

  var form = document.querySelector("[data-compose]");
  var part = form && form.querySelector("[data-speech]");
  if (!part) return;

  var speak = form.querySelector("[name=speak]");
  var file = form.querySelector("[name=sound_file]");
  var heard = form.querySelector("[data-heard]");
  var button = form.querySelector("[data-hear]");
  var WANTED = ["blank", "title", "text", "speak", "voice", "speed", "pause", "reading_of", "reading", "sound", "no_sound",
    "opening", "chime", "repeats", "between_s", "again", "closing", "bed", "bed_level"];

  function isWanted(name) { return WANTED.indexOf(name) >= 0 || /^gap-/.test(name); }
  function fit() { part.hidden = !speak.checked; }
  speak.addEventListener("change", fit);
  fit();

  function note(sentence) {
    var line = document.createElement("p");
    line.className = "lead";
    line.textContent = sentence;
    return line;
  }

  button.addEventListener("click", function (event) {
    if (!speak.checked && file.files.length) return; // it has to be sent first, and the form does that
    event.preventDefault();
    var typed = new FormData(form), wanted = new URLSearchParams();
    typed.forEach(function (value, name) { if (isWanted(name)) wanted.append(name, value); });
    button.disabled = true;
    var waiting = note(heard.dataset.wait);
    heard.prepend(waiting);
    fetch("/announcements/speech?area=" + encodeURIComponent(form.dataset.area), { method: "POST", body: wanted, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (html) {
        heard.innerHTML = html;
        var player = heard.querySelector("audio");
        if (player) player.play().catch(function () { /* the person presses the button */ });
      })
      .catch(function () { waiting.textContent = heard.dataset.failed; })
      .finally(function () { button.disabled = false; });
  });
})();
