"""Which horns speak in turn, and when: from the pairs and the areas' settings to the turn of each device."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.known import Known
from controller.store import areas, devices, neighbours
from controller.store.areas import Area
from controller.store.devices import Device as Row
from schedules.announcement import Announcement, Face
from schedules.neighbours import ALONE, Turn, turns
from schedules.planned import Device

TOGETHER, IN_TURN = "together", "in-turn"
PAUSE_MS = 2_000
"""Between two turns where no area says more: the echo of the far side has died away."""


def valued(conn: Connection, rows: Sequence[Row], known: Known | None = None) -> list[Device]:
    """Devices as the law of time knows them, each with its turn among all horns that there are."""
    known = known or Known()
    return known.made(_valued, "", rows, of_all(conn))


def _valued(rows: Iterable[Row], given: Mapping[str, Turn]) -> list[Device]:
    found = map(value.device, rows)
    return [replace(one, turn=given[one.id]) if one.id in given else one for one in found]


def of_all(conn: Connection, paths: Mapping[str, Sequence[str]] | None = None) -> dict[str, Turn]:
    """The turn of each horn that has to speak in one; ``paths`` are the areas of devices, where not those of now."""
    paths = paths or {}
    pairs = neighbours.every(conn)
    if not pairs:
        return {}
    rows = devices.many(conn, {id for pair in pairs for id in (pair.one, pair.other)})
    known = {area.code: area for area in areas.below(conn)}
    pauses = {
        row.id: timedelta(milliseconds=pause_ms)
        for row in rows
        if row.active and Face.SOUND in value.device(row).faces
        if (pause_ms := pause(paths.get(row.id, row.areas), known)) is not None
    }
    return turns(pauses, {row.id: row.created_ms for row in rows}, [(pair.one, pair.other) for pair in pairs])


def turns_of(conn: Connection, some: Iterable[Announcement]) -> tuple[Turn, ...]:
    """The turns in which horns speak that these announcements reach, each kind once; first that of whoever is alone."""
    whom = [one.audience for one in some]
    named = {area for one in whom for area in one.areas}, {device for one in whom for device in one.devices}
    given = of_all(conn)
    reached = devices.in_audience(conn, *named) if given else []
    found = {replace(given[row.id], number=0) for row in reached if row.id in given}
    return (ALONE, *sorted(found, key=lambda one: (one.of, one.pause)))


def pause(path: Sequence[str], known: Mapping[str, Area]) -> int | None:
    """The pause in ms between turns of a horn whose areas these are, the root first; None where all speak together."""
    chain = [known[code] for code in reversed(path) if code in known]
    way = next((area.horns for area in chain if area.horns is not None), TOGETHER)
    if way != IN_TURN:
        return None
    return next((area.pause_ms for area in chain if area.pause_ms is not None), PAUSE_MS)
