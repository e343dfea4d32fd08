// On a wide screen the week is a calendar in which broadcasts can be taken to another time. Dropping one leads to the
// page that says what would become of it there; nothing changes before somebody says so.
(function () {
  "use strict";

  var place = document.getElementById("calendar"), told = document.getElementById("week-data");
  if (!place || !told || !window.EventCalendar || !window.matchMedia("(min-width: 56rem)").matches) return;
  var week = JSON.parse(told.textContent);
  var signs = { normal: "●", priority: "◆", emergency: "▲" };

  function content(info) {
    var facts = info.event.extendedProps, box = document.createElement("span");
    box.textContent = signs[facts.klass] + (facts.sound ? " " : " ▭ ") + facts.clock + " " + facts.name + (facts.state ? " (" + facts.state + ")" : "");
    return { domNodes: [box] };
  }

  function named(info) {
    var facts = info.event.extendedProps;
    info.el.title = facts.clock + " " + facts.name + ", " + facts.said + (facts.state ? ", " + facts.state : "");
  }

  function padded(number) { return (number < 10 ? "0" : "") + number; }

  function local(date) {
    return date.getFullYear() + "-" + padded(date.getMonth() + 1) + "-" + padded(date.getDate()) + "T" + padded(date.getHours()) + ":" + padded(date.getMinutes());
  }

  // What it draws is no table of rows and cells for ears: the days below say the same as lists.
  function unsaid() {
    place.querySelectorAll("[role=table], [role=rowgroup], [role=row], [role=columnheader], [role=rowheader], [role=cell]")
      .forEach(function (one) {
        ["role", "aria-colindex", "aria-rowindex", "aria-colspan", "aria-rowspan", "aria-colcount", "aria-rowcount"].forEach(function (name) { one.removeAttribute(name); });
      });
  }

  place.hidden = false;
  document.body.classList.add("has-calendar");
  EventCalendar.create(place, {
    view: "timeGridWeek",
    date: week.first,
    firstDay: 1,
    locale: document.documentElement.lang,
    headerToolbar: { start: "", center: "", end: "" },
    allDaySlot: false,
    slotMinTime: week.from,
    slotMaxTime: week.until,
    slotDuration: "00:30",
    slotHeight: 34,
    slotEventOverlap: false,
    eventDurationEditable: false,
    snapDuration: "00:05",
    slotLabelFormat: function (time) { return padded(time.getHours()) + ":" + padded(time.getMinutes()); },
    dayHeaderFormat: function (day) { return week.days[(day.getDay() + 6) % 7] + " " + day.getDate() + "/" + (day.getMonth() + 1); },
    eventContent: content,
    eventDidMount: named,
    eventClick: function (info) { window.location = info.event.extendedProps.url; },
    eventDrop: function (info) {
      var facts = info.event.extendedProps;
      window.location = facts.moving + "?to=" + encodeURIComponent(local(info.event.start)) + "&back=" + encodeURIComponent(facts.back);
    },
    events: week.events.map(function (one) {
      return {
        id: one.id, start: one.start, end: one.end, title: one.title, editable: Boolean(one.moving), startEditable: Boolean(one.moving),
        classNames: ["of-" + one.klass].concat(one.struck ? ["is-struck"] : [], one.changed ? ["is-changed"] : [], one.sound ? [] : ["is-page"]),
        extendedProps: { klass: one.klass, clock: one.clock, name: one.title, said: one.said, state: one.state, sound: one.sound, url: one.url, moving: one.moving, back: one.back },
      };
    }),
  });
  unsaid();
  window.setTimeout(unsaid, 0);
})();
