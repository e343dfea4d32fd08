// Draws devices over the outlines of their areas. The list beside it says the same without a script.
(function () {
  "use strict";

  var place = document.querySelector("[data-map]");
  if (!place || !window.L) return;
  var looks = { online: "#14602b", doubtful: "#8a4600", off: "#a1180f", gone: "#5c0d07", asleep: "#4a5763", never: "#7b8690" };
  var words = {};
  document.querySelectorAll("[data-state]").forEach(function (one) { words[one.dataset.state] = one.dataset.word; });

  var map = L.map(place, { preferCanvas: true, zoomSnap: 0.5, attributionControl: Boolean(place.dataset.tiles) });
  if (place.dataset.tiles) L.tileLayer(place.dataset.tiles, { attribution: place.dataset.credit, maxZoom: 19 }).addTo(map);
  map.setView([16.2, 106.3], 6);
  var points = L.layerGroup().addTo(map);
  var shapes = L.layerGroup().addTo(map);
  var framed = false;

  function told(one) {  // as text: names are what people typed
    var box = document.createElement("div"), link = document.createElement("a"), more = document.createElement("div");
    link.href = "/devices/" + encodeURIComponent(one.id);
    link.textContent = one.name;
    more.textContent = one.place + " \u00b7 " + (words[one.standing] || one.standing);
    box.append(link, more);
    return box;
  }

  function draw() {
    fetch(place.dataset.map, { credentials: "same-origin" }).then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (found) {
      if (!found) return;
      points.clearLayers();
      shapes.clearLayers();
      found.outlines.forEach(function (one) {
        var name = document.createElement("span");
        name.textContent = one.name;
        L.geoJSON(one.shape, { style: { color: "#0b4f45", weight: 1.5, fillColor: "#0b4f45", fillOpacity: 0.06 } }).bindTooltip(name, { sticky: true }).addTo(shapes);
      });
      // What is well is drawn first, so that nothing covers what is not.
      found.devices.sort(function (one, other) { return (other.standing === "online") - (one.standing === "online"); });
      found.devices.forEach(function (one) {
        var well = one.standing === "online";
        L.circleMarker([one.latitude, one.longitude], { radius: well ? 7 : 10, color: "#fff", weight: 2, fillColor: looks[one.standing], fillOpacity: 1, dashArray: well ? null : "4 3" })
          .bindPopup(told(one)).addTo(points);
      });
      var all = L.featureGroup(points.getLayers().concat(shapes.getLayers()));
      if (!framed && all.getLayers().length) { framed = true; map.fitBounds(all.getBounds().pad(0.08), { maxZoom: 16, animate: false }); }
      place.dataset.drawn = String(found.devices.length);
    }).catch(function () { /* the list beside the map is there */ });
  }

  draw();
  setInterval(function () { if (!document.hidden) draw(); }, 30000);
})();
