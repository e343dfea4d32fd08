// Draws the readings of a device as curves one can point at. Without it there are small lines, and tables behind them.
(function () {
  "use strict";

  var bar = document.querySelector("[data-charts]"), drawn = [];
  if (!bar || !window.uPlot) return;
  bar.hidden = false;

  function curve(figure, points) {
    var old = figure.querySelector(".curve"), place = document.createElement("div");
    var scale = Number(figure.dataset.scale) || 1;
    if (old) old.remove();
    place.className = "curve";
    figure.querySelector("svg").after(place);
    figure.classList.add("drawn");
    var data = [points.map(function (one) { return one.at_ms / 1000; })];
    ["low", "mean", "high"].forEach(function (name) { data.push(points.map(function (one) { return one[name] / scale; })); });
    var pale = { stroke: "#9cc3bb", width: 1, points: { show: false } };
    drawn.push([place, new uPlot({
      width: place.clientWidth || 300,
      height: 170,
      legend: { show: false },
      cursor: { y: false },
      tzDate: there,
      axes: [{ values: function (plot, ticks) { return ticks.map(function (tick) { return label(tick, plot.scales.x.max - plot.scales.x.min); }); } }, { size: 62 }],
      series: [{}, pale, { stroke: "#0b4f45", width: 2, spanGaps: false, points: { size: 4 } }, pale],
      bands: [{ series: [3, 1], fill: "rgba(11,79,69,.10)" }]
    }, data, place)]);
  }

  function there(seconds) {  // the clock on the wall where the box hangs, wherever this is looked at
    return uPlot.tzDate(new Date(seconds * 1000), bar.dataset.zone);
  }

  function label(tick, span) {
    var day = there(tick);
    function two(number) { return String(number).padStart(2, "0"); }
    return span > 172800 ? two(day.getDate()) + "/" + two(day.getMonth() + 1) : two(day.getHours()) + ":" + two(day.getMinutes());
  }

  function show(days) {
    var until = Number(bar.dataset.now) + Math.round(performance.now());  // the clock of a telephone may be wrong
    fetch(bar.dataset.charts + (days > 1 ? "?since_ms=" + (until - days * 86400000) + "&until_ms=" + until : ""), { credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (found) {
        if (!found) return;
        drawn.forEach(function (one) { one[1].destroy(); });
        drawn = [];
        document.querySelectorAll("[data-series]").forEach(function (figure) {
          var points = found.series[figure.dataset.series] || [];
          if (points.length > 1) curve(figure, points);
        });
        bar.querySelectorAll("button").forEach(function (one) { one.setAttribute("aria-pressed", String(Number(one.dataset.days) === days)); });
      })
      .catch(function () { /* the small lines are there */ });
  }

  bar.addEventListener("click", function (event) {
    var button = event.target.closest("[data-days]");
    if (button) show(Number(button.dataset.days));
  });
  show(1);
  window.addEventListener("resize", function () { drawn.forEach(function (one) { one[1].setSize({ width: one[0].clientWidth, height: 170 }); }); });
})();
