// A chosen file is sent before the form is, with how far it is. A line that drops loses nothing: the file is still
// chosen, and can be sent again. Without this script the form sends the file itself.
(function () {
  "use strict";

  var form = document.querySelector("[data-compose]");
  var part = form && form.querySelector("[data-upload]");
  if (!part || !window.XMLHttpRequest) return;

  function one(name) { return part.querySelector("[data-" + name + "]"); }
  var bar = one("bar"), said = one("said"), again = one("again"), stop = one("stop");
  var file = document.getElementById("sound_file"), preview = document.getElementById("preview");
  var kept = document.getElementById("sound-kept");
  var asked = null, pressed = null;

  function tell(name, more) { said.textContent = name ? part.dataset[name] + (more || "") : ""; }
  function show(going, failed) {
    part.hidden = !going && !failed;
    bar.hidden = stop.hidden = !going;
    again.hidden = !failed;
  }

  function send() {
    var body = new FormData(), chosen = file.files[0];
    body.append("sound_file", chosen, chosen.name);
    asked = new XMLHttpRequest();
    asked.open("POST", "/announcements/sound?area=" + encodeURIComponent(form.dataset.area));
    asked.upload.addEventListener("progress", function (event) {
      if (!event.lengthComputable) return;
      bar.value = event.loaded / event.total;
      tell("going", " " + Math.floor(100 * bar.value) + " %");
    });
    asked.upload.addEventListener("load", function () { bar.removeAttribute("value"); tell("working"); });
    asked.addEventListener("load", answered);
    asked.addEventListener("error", function () { failed("lost"); });
    asked.addEventListener("abort", function () { failed("stopped"); });
    bar.value = 0;
    tell("going");
    show(true, false);
    part.scrollIntoView({ block: "center" });
    asked.send(body);
  }

  function answered() {
    var status = asked.status, mine = /\/announcements\/sound/.test(asked.responseURL);
    // 422: the server has listened to it and says why it is no use; that is an answer too.
    if (status === 422 && mine) { kept.innerHTML = asked.responseText; forget(); return; }
    if (status !== 200 || !mine) { failed(status >= 500 ? "lost" : "refused"); return; }
    kept.innerHTML = asked.responseText;
    var button = pressed;
    forget();
    form.requestSubmit(button && button.form ? button : undefined);
  }

  function failed(why) { asked = null; tell(why); show(false, true); again.focus(); }

  function forget() {
    asked = pressed = null;
    file.value = "";
    preview.hidden = true;
    tell("");
    show(false, false);
    kept.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("submit", function (event) {
    if (!file.files.length && !asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter || pressed;
    if (!asked) send();
  }, true);
  again.addEventListener("click", send);
  stop.addEventListener("click", function () { if (asked) asked.abort(); });
  file.addEventListener("change", function () { if (!asked) show(false, false); });
  window.addEventListener("beforeunload", function (event) { if (asked) event.preventDefault(); });
})();
