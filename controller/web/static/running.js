// Text that runs on a board runs on its picture too, by the law of the boards: whole dots by true time, so many frames a
// second as the panel shows. Its files are fetched when the board comes into sight. Without a script, while the board is
// paused, and for who asked for less motion, the picture stands, as it is when the line begins.
(function () {
  "use strict";

  var LONGEST = 32000;  // pixels across: what is longer a browser does not draw faithfully
  var OFF = "rgb(26, 26, 28)", LAMP = 0.8;  // as in the picture of the page

  function lamps(zoom) {
    var tile = document.createElement("canvas"), ink = tile.getContext("2d");
    tile.width = tile.height = zoom;
    ink.fillRect(0, 0, zoom, zoom);
    ink.fillStyle = "#fff";
    ink.beginPath();
    ink.arc(zoom / 2, zoom / 2, LAMP * zoom / 2, 0, 2 * Math.PI);
    ink.fill();
    return ink.createPattern(tile, "repeat");
  }
  function begin(line) {
    var strip = new Image(), page = line.parentNode.querySelector("img"), facts = line.dataset;
    line.begun = true;
    strip.onload = function () {
      if (strip.naturalWidth > LONGEST) return;
      var box = ["left", "top", "width", "height"].map(function (name) { return Number(facts[name]); });
      var zoom = Math.max(1, Math.round(page.naturalWidth / page.getAttribute("width")));
      line.width = box[2] * zoom;
      line.height = box[3] * zoom;
      line.style.left = 100 * box[0] / page.getAttribute("width") + "%";
      line.style.top = 100 * box[1] / page.getAttribute("height") + "%";
      line.style.width = 100 * box[2] / page.getAttribute("width") + "%";
      line.style.height = 100 * box[3] / page.getAttribute("height") + "%";
      line.strip = strip;
      line.zoom = zoom;
      line.lamps = zoom > 1 ? lamps(zoom) : null;
      line.hidden = false;
    };
    function fetched() { strip.src = facts.source; }
    if (page.complete && page.naturalWidth) fetched(); else page.addEventListener("load", fetched);
  }
  function ran(line, length, begun, now) {
    var since = line.dataset.steady ? 0 : begun;
    return Math.floor(Math.max(0, now - since) * line.dataset.speed / 1000) % length;
  }
  function draw(line, at) {
    var ink = line.getContext("2d"), strip = line.strip, zoom = line.zoom, high = line.height, width = line.width / zoom;
    ink.imageSmoothingEnabled = false;
    ink.globalCompositeOperation = "source-over";
    for (var x = -at; x < width; x += strip.naturalWidth) ink.drawImage(strip, x * zoom, 0, strip.naturalWidth * zoom, high);
    if (!line.lamps) return;
    ink.globalCompositeOperation = "lighten";
    ink.fillStyle = OFF;
    ink.fillRect(0, 0, line.width, high);
    ink.globalCompositeOperation = "multiply";
    ink.fillStyle = line.lamps;
    ink.fillRect(0, 0, line.width, high);
  }
  function frame() {
    document.querySelectorAll("[data-turns] canvas[data-source]").forEach(function (line) {
      var board = line.closest("[data-turns]").dataset, now = Date.now(), place = line.parentNode.getBoundingClientRect();
      if (board.held === "1" || !board.since || !place.height || place.bottom < 0 || place.top > innerHeight) return;
      if (!line.begun) begin(line);
      if (!line.strip) return;
      if (line.dataset.fps > 0) now = Math.floor(now * line.dataset.fps / 1000) * 1000 / line.dataset.fps;
      var at = ran(line, line.strip.naturalWidth, Number(board.since), now);
      if (at === line.at) return;
      line.at = at;
      draw(line, at);
    });
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
})();
