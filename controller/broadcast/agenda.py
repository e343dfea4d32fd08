"""What an area or a device has to do on some days: each time of each announcement once, and what became of it.

What lies ahead is planned here anew by the same law and from the same basis as the timetables (`agreed`), so that any
days can be asked for and nothing depends on when the planner last ran. What is behind, and what was cancelled, stands
in the occurrences' rows. Where areas merge or split, each day has the devices that stand there on that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from controller.broadcast import agreed, fates, value
from controller.broadcast.desk import Desk
from controller.broadcast.fates import Fate
from controller.broadcast.programmes.seats import Seat, seats
from controller.errors import NotFound, Refused
from controller.people.who import Who, reaches, require
from controller.places import standing
from controller.store import announcements, areas, devices, occurrences
from controller.store.announcements import Announcement
from controller.store.areas import Area
from controller.store.devices import Device
from controller.store.occurrences import Occurrence
from schedules.plan import plan
from schedules.planned import Basis
from schedules.walltime import bounds

MOST_DAYS = 62
MOST_DEVICES = 2_000
"""A commune has 150. A whole province on one page is for nobody to read."""
PAST = "past"


@dataclass(frozen=True, slots=True)
class Target:
    """Whose agenda it is. ``kind``: area or device."""

    kind: str
    code: str
    name: str
    zone: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One time of one announcement. ``state`` is a word of `fates`, past or cancelled; ``due_ms`` its own time by the
    rule. State and span are those of most devices."""

    occurrence: str
    announcement: Announcement
    state: str
    due_ms: int
    start_ms: int
    end_ms: int
    reason: str = ""
    fates: tuple[Fate, ...] = ()
    """What became of it, the same on all devices of each; that of most devices first."""
    listed: Seat | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The entries of whole local days, in order; ``titles`` of the announcements that stand in others' way."""

    target: Target
    first: date
    last: date
    entries: tuple[Entry, ...]
    titles: Mapping[str, str]
    devices: Mapping[str, str]
    """Names by id."""


def of_area(desk: Desk, who: Who, code: str, first: date, last: date) -> Agenda:
    """The agenda of an area with all below it, both days whole. Raises `NotFound`, and `Refused` for too much."""
    with desk.store.read() as conn:
        area = area_for(conn, who, code)
        target = Target("area", area.code, area.name, area.zone, area.path)
        inside = [one.code for one in areas.below(conn, area.path)]
        reached = standing.of_area(conn, area)
        places = {*area.path.strip("/").split("/"), *inside, *standing.reaching(conn, reached)}
        return _agenda(conn, desk, target, places, reached, first, last)


def of_device(desk: Desk, who: Who, id: str, first: date, last: date) -> Agenda:
    """The agenda of one device."""
    with desk.store.read() as conn:
        row = device_for(conn, who, id)
        zone = areas.known(conn, row.area).zone
        target = Target("device", row.id, row.name, zone, row.path)
        return _agenda(conn, desk, target, standing.reaching(conn, [row]), [row], first, last)


def area_for(conn: Connection, who: Who, code: str) -> Area:
    """The area, if the person may read there; another one's is not told apart from none."""
    area = areas.get(conn, code)
    if area is None or not reaches(who, area.path):
        raise NotFound("area-unknown", area=code)
    require(who, "read", area.path)
    return area


def device_for(conn: Connection, who: Who, id: str) -> Device:
    """The device, likewise."""
    row = devices.get(conn, id)
    if row is None or not reaches(who, row.path):
        raise NotFound("device-unknown", device=id)
    require(who, "read", row.path)
    return row


def _agenda(
    conn: Connection, desk: Desk, target: Target, places: set[str], reached: Sequence[Device], first: date, last: date
) -> Agenda:
    if last < first:
        raise Refused("end-before-start", "until")
    if last - first >= timedelta(days=MOST_DAYS):
        raise Refused("days-too-many", "until", limit=MOST_DAYS)
    if len(reached) > MOST_DEVICES:
        raise Refused("area-too-wide", limit=MOST_DEVICES)
    since, until = bounds(first, last, target.zone)
    ids = announcements.addressed_to(conn, places, {one.id for one in reached})
    rows = {row.id: row for row in announcements.many(conn, ids)}
    basis = agreed.basis(conn, agreed.rows(conn, ids), reached)
    made = _fates(basis, target, since, until, desk.now_ms())
    kept = occurrences.of_announcements(conn, ids, value.ms(since), value.ms(until))
    entries = [*_planned(rows, made, kept, desk.now_ms()), *_elsewise(rows, made, kept)]
    listed = seats(basis, since, until)
    entries = [
        replace(one, listed=listed.get((one.announcement.id, one.due_ms))) if one.fates and one.state != PAST else one
        for one in entries
    ]
    entries.sort(key=lambda one: (one.start_ms, one.occurrence))
    titles = {one: row.title for one, row in rows.items()}
    return Agenda(target, first, last, tuple(entries), titles, {one.id: one.name for one in reached})


def _fates(basis: Basis, target: Target, since: datetime, until: datetime, now_ms: int) -> dict[str, list[Fate]]:
    made = plan(basis, since, until, value.instant(now_ms))
    return fates.of_plan(standing.within(made, target.code) if target.kind == "area" else made)


def _planned(
    rows: Mapping[str, Announcement],
    made: Mapping[str, list[Fate]],
    kept: Mapping[str, Occurrence],
    now_ms: int,
) -> Iterable[Entry]:
    """What the plan has, as far as it was there in time: a rule's own past is nobody's plan."""
    for name, found in made.items():
        row = rows[name.rpartition(".")[0]]
        row_of_it = kept.get(name)
        state, start, end = found[0].state, found[0].start_ms, found[0].end_ms
        if row_of_it is None and found[0].due_ms < now_ms:
            continue
        if row_of_it is not None and row_of_it.state == occurrences.PAST:
            state, start, end = PAST, row_of_it.start_ms, row_of_it.end_ms
        yield Entry(name, row, state, found[0].due_ms, start, end, fates=tuple(found))


def _elsewise(
    rows: Mapping[str, Announcement], made: Mapping[str, list[Fate]], kept: Mapping[str, Occurrence]
) -> Iterable[Entry]:
    """What is behind or was taken back. What an edit moved elsewhere is not told where the new time stands."""
    for name, one in kept.items():
        row = rows[one.announcement]
        gone = one.state == occurrences.PLANNED or (one.reason == "changed" and row.state in ("ready", "planned"))
        if name not in made and not gone:
            yield Entry(name, row, one.state, one.start_ms, one.start_ms, one.end_ms, reason=one.reason)
