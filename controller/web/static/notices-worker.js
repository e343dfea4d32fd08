// Runs without a page: shows a message that came, and opens the page that it is about.
"use strict";

self.addEventListener("push", function (event) {
  var told = { title: self.location.host, text: "", url: "/", id: "" };
  try { Object.assign(told, event.data.json()); } catch (broken) { /* a browser takes push away from who shows nothing */ }
  event.waitUntil(self.registration.showNotification(told.title, {
    body: told.text,
    tag: told.id,
    icon: "/static/mark.svg",
    data: { url: told.url },
  }));
});

self.addEventListener("notificationclick", function (event) {
  event.notification.close();
  var there = new URL(event.notification.data.url, self.location.origin);
  // The address is the service's own; another origin would be a mistake, and is not opened.
  var page = there.origin === self.location.origin ? there.href : self.location.origin + "/";
  event.waitUntil(self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(function (open) {
    var same = open.filter(function (one) { return one.url === page; })[0];
    return same ? same.focus() : self.clients.openWindow(page);
  }));
});
