// Speaks live: the microphone's frames of 20 ms go through a WebSocket, as Opus where the browser can, else raw.
(function () {
  "use strict";

  var RATE = 16000, SIZE = 320, BATCH = 5, MOST_WAITING = 65536, AGAIN_MS = 1000, QUIET_DB = -50;
  var form = document.querySelector("[data-microphone]");
  var studio = document.getElementById("studio");
  var begin = form && form.querySelector("[data-begin]");
  if (!begin || !studio) return;

  var said = studio.dataset;
  var parts = {};
  ["state", "count", "where", "level", "trouble", "end", "again"].forEach(function (name) {
    parts[name] = studio.querySelector("[data-" + name + "]");
  });
  var refused = form.querySelector("[data-refused]");
  begin.hidden = false;

  var talk = null, socket = null, codec = "pcm", encoder = null, sound = null, over = false, shift = 0;
  var number = 0, waiting = [], packets = 0, timer = null, loud = 0, losing = [], screen = null;

  function now() { return Date.now() + shift; }

  function show(state, trouble) {
    parts.state.textContent = state;
    parts.trouble.textContent = trouble || "";
    parts.trouble.hidden = !trouble;
  }

  function refuse(sentences) {
    var list = refused.querySelector("ul");
    list.textContent = "";
    sentences.forEach(function (one) {
      var item = document.createElement("li");
      item.textContent = one;
      list.appendChild(item);
    });
    refused.hidden = false;
    refused.scrollIntoView({ block: "center" });
    begin.disabled = false;
  }

  // ------------------------------------------------------------ what goes out

  function pack(frames) {
    var size = frames.reduce(function (sum, one) { return sum + one.byteLength + (codec === "opus" ? 2 : 0); }, 4);
    var message = new Uint8Array(size), view = new DataView(message.buffer), at = 4;
    view.setUint32(0, number);
    frames.forEach(function (one) {
      if (codec === "opus") { view.setUint16(at, one.byteLength); at += 2; }
      message.set(one, at);
      at += one.byteLength;
    });
    return message;
  }

  // What cannot go out in time does not go out late: the numbers count on over it.
  function send(frame) {
    waiting.push(frame);
    if (waiting.length < BATCH) return;
    var frames = waiting;
    waiting = [];
    if (socket && socket.ready && socket.bufferedAmount < MOST_WAITING) socket.send(pack(frames));
    number += frames.length;
  }

  function raw(frame) {
    var bytes = new Uint8Array(SIZE * 2), view = new DataView(bytes.buffer);
    for (var at = 0; at < SIZE; at++) {
      view.setInt16(2 * at, Math.max(-32768, Math.min(32767, Math.round(frame[at] * 32767))), true);
    }
    return bytes;
  }

  function hear(frame) {
    var peak = 0;
    for (var at = 0; at < frame.length; at++) peak = Math.max(peak, Math.abs(frame[at]));
    loud = Math.max(peak, loud * 0.92);
    if (over) return;
    if (encoder) {
      var data = new AudioData({ format: "f32", sampleRate: RATE, numberOfFrames: SIZE, numberOfChannels: 1,
        timestamp: packets * 20000, data: frame });
      packets += 1;
      encoder.encode(data);
      data.close();
    } else {
      send(raw(frame));
    }
  }

  function withOpus() {
    var wish = { codec: "opus", sampleRate: RATE, numberOfChannels: 1, bitrate: 32000, opus: { frameDuration: 20000 } };
    if (!window.AudioEncoder || !window.AudioData) return Promise.resolve();
    return AudioEncoder.isConfigSupported(wish).then(function (answer) {
      if (!answer.supported || !answer.config.opus || answer.config.opus.frameDuration !== 20000) return;
      encoder = new AudioEncoder({
        output: function (chunk) {
          var bytes = new Uint8Array(chunk.byteLength);
          chunk.copyTo(bytes);
          send(bytes);
        },
        error: function () { encoder = null; }
      });
      encoder.configure(wish);
      codec = "opus";
    }).catch(function () { /* raw sound goes everywhere */ });
  }

  function listen(stream) {
    sound = new AudioContext({ sampleRate: RATE });
    var source = sound.createMediaStreamSource(stream);
    sound.stream = stream;
    if (sound.audioWorklet) {
      return sound.audioWorklet.addModule("/static/speaking-frames.js").then(function () {
        var node = new AudioWorkletNode(sound, "frames", { numberOfOutputs: 0, processorOptions: { size: SIZE } });
        node.port.onmessage = function (event) { hear(event.data); };
        source.connect(node);
      });
    }
    // An old phone: the page's own thread does it.
    var node = sound.createScriptProcessor(1024, 1, 1), rest = new Float32Array(0);
    node.onaudioprocess = function (event) {
      var fresh = event.inputBuffer.getChannelData(0), all = new Float32Array(rest.length + fresh.length), at = 0;
      all.set(rest); all.set(fresh, rest.length);
      for (; at + SIZE <= all.length; at += SIZE) hear(all.slice(at, at + SIZE));
      rest = all.slice(at);
    };
    source.connect(node);
    node.connect(sound.destination);
  }

  // ------------------------------------------------------------ the line

  function connect() {
    var there = location.origin.replace(/^http/, "ws") + talk.microphone;
    var line = new WebSocket(there);
    socket = line;
    line.onopen = function () {
      line.send(JSON.stringify({ codec: codec }));
      line.ready = true;
    };
    line.onmessage = function (event) {
      var told = JSON.parse(event.data);
      if (told.is === "ready") { shift = told.now_ms - Date.now(); draw(); }
      if (told.is === "horns") losing = told.losing;
      if (told.is === "ended") finish(said["why" + camel(told.why)] || told.why);
      if (told.is === "refused") finish(told.detail);
    };
    line.onclose = function () {
      if (over || socket !== line) return;
      show(parts.state.textContent, said.lost);
      setTimeout(connect, AGAIN_MS);
    };
  }

  function camel(why) {
    return why.split("-").map(function (one) { return one.charAt(0).toUpperCase() + one.slice(1); }).join("");
  }

  function clock(ms) {
    var seconds = Math.max(0, Math.floor(ms / 1000));
    return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }

  function draw() {
    if (over || !talk) return;
    var before = talk.mouth_ms - now();
    parts.level.value = loud > 0 ? Math.max(-60, 20 * Math.log10(loud)) : -60;
    if (before > 0) {
      studio.className = "studio counting";
      parts.state.textContent = said.counting;
      parts.count.textContent = String(Math.ceil(before / 1000));
      return;
    }
    if (now() > talk.mouth_ms + talk.longest_ms + 5000) { finish(said.whyLongest); return; }
    studio.className = "studio speaking";
    parts.state.textContent = said.speaking;
    parts.count.textContent = clock(-before);
    var left = talk.longest_ms + before;
    var trouble = !(socket && socket.ready) ? said.lost : "";
    if (!trouble && left < 60000) trouble = said.left.replace("{0}", clock(left));
    if (!trouble && loud < Math.pow(10, QUIET_DB / 20) && -before > 3000) trouble = said.quiet;
    if (!trouble && losing.length) {
      trouble = said.losing.replace("{0}", losing.length)
        .replace("{1}", losing.slice(0, 3).join(", ") + (losing.length > 3 ? "\u2026" : ""));
    }
    parts.trouble.textContent = trouble;
    parts.trouble.hidden = !trouble;
  }

  function finish(why) {
    if (over) return;
    over = true;
    clearInterval(timer);
    if (sound) {
      sound.stream.getTracks().forEach(function (one) { one.stop(); });
      sound.close();
    }
    if (screen && screen.release) screen.release();
    studio.className = "studio over";
    show(said.over, why);
    parts.end.hidden = true;
    parts.again.hidden = false;
    parts.level.parentNode.hidden = true;
    if (socket) socket.close();
  }

  function start(stream) {
    var wish = new FormData(form);
    return withOpus().then(function () { return listen(stream); }).then(function () {
      return fetch("/api/v1/live", {
        method: "POST", credentials: "same-origin", headers: { "content-type": "application/json" },
        body: JSON.stringify({ areas: wish.getAll("areas"), klass: wish.get("klass"), minutes: Number(wish.get("minutes")),
          volume: Number(wish.get("volume")) })
      });
    }).then(function (answer) {
      return answer.json().then(function (told) {
        if (answer.ok) return told;
        throw (told.errors && told.errors.length ? told.errors : [told]).map(function (one) { return one.detail; });
      });
    }).then(function (told) {
      talk = told;
      shift = talk.now_ms - Date.now();
      // Of what the page says beside it, the studio says all that matters now.
      [form, document.getElementById("checked"), document.getElementById("on-air")].forEach(function (one) {
        if (one) one.hidden = true;
      });
      studio.hidden = false;
      parts.where.textContent = talk.areas.map(function (one) { return one.name; }).join(", ");
      show(said.counting);
      connect();
      draw();
      timer = setInterval(draw, 100);
      studio.scrollIntoView({ block: "start" });
      if (navigator.wakeLock) navigator.wakeLock.request("screen").then(function (lock) { screen = lock; }, function () {});
    });
  }

  begin.addEventListener("click", function () {
    refused.hidden = true;
    if (!navigator.mediaDevices || !window.AudioContext || !window.WebSocket) { refuse([said.noSecure]); return; }
    begin.disabled = true;
    var wish = { audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true } };
    navigator.mediaDevices.getUserMedia(wish).then(
      function (stream) {
        return start(stream).catch(function (problem) {
          stream.getTracks().forEach(function (one) { one.stop(); });
          refuse(Array.isArray(problem) ? problem : [String(problem)]);
        });
      },
      function () { refuse([said.noMicrophone]); });
  });

  parts.end.addEventListener("click", function () {
    if (socket && socket.ready) socket.send(JSON.stringify({ do: "end" }));
    fetch(talk.microphone.replace(/\/microphone$/, ""), { method: "DELETE", credentials: "same-origin" })
      .then(function () { finish(said.whySaid); }, function () { finish(said.whySaid); });
  });

  window.addEventListener("beforeunload", function (event) {
    if (talk && !over) { event.preventDefault(); event.returnValue = ""; }
  });
})();
