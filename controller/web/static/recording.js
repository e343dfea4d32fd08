// Record a notice in the page: start, stop, hear, use, again. What was recorded is kept until the server has it.
(function () {
  "use strict";

  var form = document.querySelector("[data-compose]");
  var part = form && form.querySelector("[data-recording]");
  if (!part || !window.Microphone) return;

  function one(name) { return part.querySelector("[data-" + name + "]"); }
  var start = one("start"), stop = one("stop"), clock = one("clock"), meter = one("meter"), say = one("say");
  var done = one("done"), hear = one("playback"), use = one("use"), again = one("again"), keep = one("keep");
  var kept = document.getElementById("sound-kept");
  var KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
  var QUIET = 0.02, QUIET_S = 4;

  var stream = null, recorder = null, unwatch = null, timer = null;
  var pieces = [], began = 0, blob = null, loudest = 0, pressed = null, sending = false;
  part.hidden = false;

  function tell(name) { say.textContent = name ? part.dataset[name] : ""; }
  function show(recording) {
    start.hidden = recording || !!blob;
    stop.hidden = clock.hidden = meter.hidden = !recording;
    done.hidden = recording || !blob;
  }

  start.addEventListener("click", function () {
    if (!window.MediaRecorder) { tell("unsupported"); return; }
    start.disabled = true;
    tell("");
    window.Microphone.open().then(begin, function (reason) { tell(reason); }).finally(function () { start.disabled = false; });
  });

  function begin(opened) {
    stream = opened;
    var kind = KINDS.filter(function (one) { return MediaRecorder.isTypeSupported(one); })[0];
    recorder = new MediaRecorder(stream, kind ? { mimeType: kind, audioBitsPerSecond: 96000 } : {});
    pieces = []; loudest = 0; began = Date.now();
    recorder.addEventListener("dataavailable", function (event) { if (event.data.size) pieces.push(event.data); });
    recorder.addEventListener("stop", finish);
    // A microphone that is pulled out ends the recording; what was said until then is there.
    stream.getTracks().forEach(function (track) { track.addEventListener("ended", halt); });
    recorder.start(1000);
    unwatch = window.Microphone.watch(stream, function (level) {
      meter.value = level;
      loudest = Math.max(loudest, level);
    });
    timer = setInterval(tick, 250);
    tick();
    show(true);
    stop.focus();
  }

  function tick() {
    var seconds = Math.floor((Date.now() - began) / 1000);
    clock.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    tell(seconds >= QUIET_S && loudest < QUIET ? "hush" : "");
    if (seconds >= Number(part.dataset.seconds)) { halt(); tell("full"); }
  }

  function halt() { if (recorder && recorder.state !== "inactive") recorder.stop(); }
  stop.addEventListener("click", halt);

  function finish() {
    clearInterval(timer);
    if (unwatch) unwatch();
    window.Microphone.close(stream);
    stream = null;
    blob = pieces.length ? new Blob(pieces, { type: recorder.mimeType }) : null;
    if (!blob) { tell("empty"); show(false); return; }
    if (hear.src) URL.revokeObjectURL(hear.src);
    hear.src = keep.href = URL.createObjectURL(blob);
    keep.download = name();
    show(false);
    use.focus();
  }

  function name() {
    var at = new Date(began), two = function (number) { return String(number).padStart(2, "0"); };
    var ending = /mp4/.test(recorder.mimeType) ? "m4a" : /ogg/.test(recorder.mimeType) ? "ogg" : "webm";
    return part.dataset.name + " " + two(at.getHours()) + "." + two(at.getMinutes()) + "." + two(at.getSeconds()) + "." + ending;
  }

  again.addEventListener("click", function () { blob = null; tell(""); show(false); start.focus(); });
  use.addEventListener("click", send);

  function send() {
    if (!blob || sending) return;
    var body = new FormData();
    body.append("sound_file", blob, name());
    sending = true;
    use.disabled = again.disabled = true;
    tell("sending");
    fetch("/announcements/sound?area=" + encodeURIComponent(form.dataset.area), { method: "POST", body: body, credentials: "same-origin" })
      .then(function (answer) {
        // 422: the server has listened to it and says why it is no use; that is an answer too.
        if (!answer.ok && answer.status !== 422) return Promise.reject(answer.status < 500 ? "refused" : "lost");
        return answer.text().then(function (html) { took(html, answer.ok); });
      })
      .catch(function (why) { pressed = null; tell(why === "refused" ? "refused" : "lost"); })
      .finally(function () { sending = false; use.disabled = again.disabled = false; });
  }

  function took(html, good) {
    kept.innerHTML = html;
    if (!good) { pressed = null; tell(""); return; }
    blob = null;
    tell("");
    show(false);
    kept.scrollIntoView({ block: "nearest" });
    if (pressed) { var button = pressed; pressed = null; form.requestSubmit(button.form ? button : undefined); }
  }

  // Whoever saves with a recording that was not sent yet means it: it goes first.
  form.addEventListener("submit", function (event) {
    if (recorder && recorder.state === "recording") { event.preventDefault(); event.stopImmediatePropagation(); halt(); return; }
    if (!blob) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter || form;
    send();
  }, true);
  window.addEventListener("beforeunload", function (event) { if (blob || stream) event.preventDefault(); });
})();
