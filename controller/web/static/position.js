// Writes where this telephone is into the form of a device's place. Nothing is sent before its button is pressed.
(function () {
  "use strict";

  document.querySelectorAll("[data-here]").forEach(function (button) {
    var form = button.form, told = form.querySelector("[data-told]");
    if (!navigator.geolocation || !window.isSecureContext) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      button.disabled = true;
      navigator.geolocation.getCurrentPosition(function (found) {
        form.elements.latitude.value = found.coords.latitude.toFixed(6);
        form.elements.longitude.value = found.coords.longitude.toFixed(6);
        told.textContent = told.dataset.told.replace("\u2026", String(Math.round(found.coords.accuracy)));
        button.disabled = false;
        form.querySelector("[value=put]").focus();
      }, function () {
        told.textContent = told.dataset.failed;
        button.disabled = false;
      }, { enableHighAccuracy: true, timeout: 30000, maximumAge: 0 });
    });
  });
})();
