"""Looks at all boxes every few seconds, and writes down which incidents that opens and closes."""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.fleet.facts import boxes
from controller.health.rules import book
from controller.health.watch import Incident, Watch
from controller.store import incidents


class Watcher:
    """Remembers what rises but has not lasted long enough; what is open stands in the database."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watch: Watch | None = None

    def look(self) -> list[Incident]:
        """The incidents that have changed. Nothing is judged while nothing is heard."""
        desk = self._desk
        if desk.listening.since_ms is None:
            return []
        with desk.store.read() as conn:
            if self._watch is None:
                self._watch = Watch(book(desk.settings.health.rules), incidents.open_(conn))
            now = boxes(desk, conn)
        changed = self._watch.look(now, desk.now_ms())
        if changed:
            try:
                with desk.store.write() as conn:
                    incidents.keep(conn, changed)
            except Exception:
                self._watch = None  # it knows more than the database: it begins anew with what is written
                raise
        for one in changed:
            desk.bus.say("incident", id=one.id, rule=one.rule, area=one.area, open=one.closed_ms is None)
        return changed
