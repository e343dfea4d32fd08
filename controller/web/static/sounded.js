// Where positions are known, the boxes of a broadcast on a map, each coloured as it stands in the list above.
(function () {
  "use strict";

  var place = document.querySelector("[data-sounded-map]");
  if (!place || !window.L) return;
  var looks = { failed: "#a1180f", silent: "#8a4600", open: "#7b8690", skipped: "#4a5763", good: "#14602b" };
  var map = null, points = null;

  function listed() {
    return Array.prototype.map.call(document.querySelectorAll("[data-device][data-group]"), function (one) {
      return { id: one.dataset.device, group: one.dataset.group, said: one.title, at: one.getAttribute("href") };
    });
  }

  function told(one) {  // as text: names are what people typed
    var link = document.createElement("a");
    link.href = one.at;
    link.textContent = one.said;
    return link;
  }

  function draw(found) {
    var where = {};
    found.devices.forEach(function (one) { where[one.id] = [one.latitude, one.longitude]; });
    var here = listed().filter(function (one) { return where[one.id]; });
    if (!here.length) return;
    if (map === null) {
      place.hidden = false;
      map = L.map(place, { preferCanvas: true, zoomSnap: 0.5, attributionControl: false }).setView(where[here[0].id], 14);
      found.outlines.forEach(function (one) {
        L.geoJSON(one.shape, { style: { color: "#0b4f45", weight: 1.5, fillColor: "#0b4f45", fillOpacity: 0.06 } }).addTo(map);
      });
      map.fitBounds(L.latLngBounds(here.map(function (one) { return where[one.id]; })).pad(0.15), { maxZoom: 16, animate: false });
      points = L.layerGroup().addTo(map);
    }
    points.clearLayers();
    here.sort(function (one, other) { return (other.group === "good") - (one.group === "good"); });
    here.forEach(function (one) {
      var well = one.group === "good";
      L.circleMarker(where[one.id], { radius: well ? 8 : 11, color: "#fff", weight: 2, fillColor: looks[one.group], fillOpacity: 1, dashArray: well ? null : "4 3" })
        .bindPopup(told(one)).addTo(points);
    });
    place.dataset.drawn = here.map(function (one) { return one.id + ":" + one.group; }).sort().join(" ");
  }

  fetch("/api/v1/devices/map", { credentials: "same-origin" }).then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (found) {
    if (!found) return;
    draw(found);
    var list = document.getElementById("sounded");
    if (list) new MutationObserver(function () { draw(found); }).observe(list, { childList: true, subtree: true });
  }).catch(function () { /* the list above says the same */ });
})();
