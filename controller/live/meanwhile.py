"""What is planned for the time of a talk, and what would become of it: told before anybody speaks."""

from __future__ import annotations

from dataclasses import dataclass

from controller.broadcast import agenda
from controller.broadcast.desk import Desk
from controller.live.books import Asked, Wanted
from controller.people.who import Who
from controller.words.instants import wall
from schedules.announcement import Klass

GOES_FIRST = "goes-first"
"""It is of the talk's class or higher, and sounds already or comes first: the talk is heard when it has ended."""
_SILENT = frozenset({"cancelled", "dropped"})


@dataclass(frozen=True, slots=True)
class Touched:
    """One time of one announcement that lies in the time of the talk."""

    announcement: str
    title: str
    klass: str
    start_ms: int
    end_ms: int
    becomes: str


def meanwhile(desk: Desk, who: Who, asked: Asked, wanted: Wanted) -> list[Touched]:
    """Everything that a talk touches, the earliest first, each once."""
    since, until = asked.at_ms, asked.at_ms + wanted.length_ms
    rank = Klass.from_wire(wanted.klass)
    found = {}
    for place in asked.places:
        day = wall(since, place.zone).date()
        for entry in agenda.of_area(desk, who, place.code, day, day).entries:
            row = entry.announcement
            if row.sound is None or entry.state in _SILENT or entry.end_ms <= since or entry.start_ms >= until:
                continue
            gives_way = Klass.from_wire(row.klass) < rank
            becomes = row.resume if gives_way else GOES_FIRST
            found[entry.occurrence] = Touched(row.id, row.title, row.klass, entry.start_ms, entry.end_ms, becomes)
    return sorted(found.values(), key=lambda one: (one.start_ms, one.announcement))
