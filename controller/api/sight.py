"""Which events a person may hear: those of devices and announcements in their own area and below it."""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.bus import Event
from controller.fleet.alert import sees
from controller.people.who import Who
from controller.store import alerts, announcements, areas, devices, programmes

MOST_KNOWN = 20_000
"""Answers remembered for one open page; then it begins anew."""

_NAMED = {
    "device": "id",
    "delivery": "device",
    "announcement": "id",
    "making": "id",
    "order": "announcement",
    "programme": "id",
    "alert": "id",
    "incident": "area",
    "campaign": "area",
    "feedback": "area",
}
"""By kind of event: the fact that says whose it is. Other kinds say nothing of any one place."""
_OF = {"delivery": "device", "order": "announcement", "making": "announcement"}
"""What an event names, where its kind is another word."""


class Sight:
    """Answers for one person, from the database once for each thing that is named. Called in a worker thread."""

    def __init__(self, desk: Desk, who: Who) -> None:
        self._desk, self._who = desk, who
        self._known: dict[tuple[str, str], bool] = {}

    def may_hear(self, event: Event) -> bool:
        """Whether this event is of a place that the person may see."""
        key = self._key(event)
        if key is None:
            return True
        if key not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._is_mine(*key)
        return self._known[key]

    def knows(self, event: Event) -> bool:
        """Whether `may_hear` answers without asking the database."""
        key = self._key(event)
        return key is None or key in self._known

    def _key(self, event: Event) -> tuple[str, str] | None:
        name = _NAMED.get(event.kind)
        if name is None:
            return None
        return _OF.get(event.kind, event.kind), str(event.facts.get(name))

    def _is_mine(self, kind: str, id: str) -> bool:
        with self._desk.store.read() as conn:
            if kind == "device":
                device = devices.get(conn, id)
                return device is not None and device.path.startswith(self._who.path)
            if kind == "programme":
                listed = programmes.get(conn, id)
                return listed is not None and areas.known(conn, listed[0].area).path.startswith(self._who.path)
            if kind == "alert":
                one = alerts.get(conn, id)
                return one is not None and sees(self._who, areas.known(conn, one.scope))
            if kind in ("incident", "campaign", "feedback"):
                place = areas.get(conn, id)
                return place is not None and place.path.startswith(self._who.path)
            row = announcements.get(conn, id)
            return row is not None and areas.known(conn, row.area).path.startswith(self._who.path)
