// The microphone of this phone or computer, for every page that needs one. Without it those pages do all the rest.
(function () {
  "use strict";

  // Why it cannot be had: denied, none, busy, insecure; people get a sentence for each.
  var REASONS = {
    NotAllowedError: "denied", SecurityError: "denied", PermissionDeniedError: "denied",
    NotFoundError: "none", DevicesNotFoundError: "none", OverconstrainedError: "none",
    NotReadableError: "busy", TrackStartError: "busy", AbortError: "busy"
  };

  // The stream of the microphone; or a reason. What a browser does to voices in a call stays off but for the noise.
  function open() {
    if (!window.isSecureContext || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) {
      return Promise.reject("insecure");
    }
    var wanted = { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true };
    return navigator.mediaDevices.getUserMedia({ audio: wanted })
      .catch(function (error) { return Promise.reject(REASONS[error.name] || "busy"); });
  }

  // Let go of it: the browser's red dot goes out.
  function close(stream) {
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
  }

  // Call `tell` with the level (0 to 1) some ten times a second until what is returned is called.
  function watch(stream, tell) {
    var Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return function () {};
    var context = new Context();
    var listener = context.createAnalyser();
    listener.fftSize = 2048;
    context.createMediaStreamSource(stream).connect(listener);
    var samples = new Float32Array(listener.fftSize);
    var timer = setInterval(function () {
      listener.getFloatTimeDomainData(samples);
      var peak = 0;
      for (var at = 0; at < samples.length; at++) peak = Math.max(peak, Math.abs(samples[at]));
      tell(Math.min(peak, 1));
    }, 100);
    return function () { clearInterval(timer); context.close(); };
  }

  window.Microphone = { open: open, close: close, watch: watch };
})();
