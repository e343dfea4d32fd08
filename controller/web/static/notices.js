// This browser as a way of being told: it asks its push service for an address, and the form takes that along.
(function () {
  "use strict";

  var part = document.querySelector("[data-push]");
  var able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

  function worker() { return navigator.serviceWorker.register("/static/notices-worker.js"); }

  document.querySelectorAll("form[data-endpoint]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (!able || form.dataset.done) return;
      event.preventDefault();
      form.dataset.done = "1";
      // Whose browser this is, no longer wants anything; another browser's address is only forgotten.
      navigator.serviceWorker.getRegistration("/static/").then(function (there) {
        return there && there.pushManager.getSubscription();
      }).then(function (own) {
        return own && own.endpoint === form.dataset.endpoint && own.unsubscribe();
      }).catch(function () {}).then(function () { form.submit(); });
    });
  });

  if (!part) return;
  var form = part.closest("form"), said = part.querySelector("[data-push-said]");
  var target = form.elements.target, field = target.closest(".field") || target.parentNode;

  function chosen() { return form.elements.channel.value === "push"; }
  function tell(name) { said.textContent = name ? part.dataset[name] : ""; said.hidden = !name; }
  function show() {
    part.hidden = !chosen();
    field.hidden = chosen();
    target.required = !chosen();
    tell(chosen() && !able ? "unable" : "");
  }

  function bytes(text) {
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, function (one) { return one.charCodeAt(0); });
  }

  function subscribed() {
    return worker().then(function () { return navigator.serviceWorker.getRegistration("/static/"); }).then(function (there) {
      var wanted = { userVisibleOnly: true, applicationServerKey: bytes(part.dataset.push) };
      return there.pushManager.subscribe(wanted).catch(function () {
        // Subscribed with another key once: that one is of no use to us.
        return there.pushManager.getSubscription().then(function (old) {
          return old ? old.unsubscribe().then(function () { return there.pushManager.subscribe(wanted); }) : Promise.reject();
        });
      });
    });
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) {
    if (!chosen() || form.elements.auth.value) return;
    event.preventDefault();
    if (!able) { tell("unable"); return; }
    tell("");
    Notification.requestPermission().then(function (answer) {
      if (answer !== "granted") { tell("denied"); return null; }
      return subscribed().then(function (made) {
        var whole = made.toJSON();
        target.value = whole.endpoint;
        form.elements.p256dh.value = whole.keys.p256dh;
        form.elements.auth.value = whole.keys.auth;
        form.submit();
      });
    }).catch(function () { tell("failed"); });
  });
  show();
})();
