"""What stands against a programme, and what is only worth knowing: its entries, its slots, each coming slot filled.

The list must fit as it is written, drafts included: what is not agreed yet may be so by the evening.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from controller.broadcast import neighbourhood, relays, value
from controller.broadcast.desk import Desk
from controller.broadcast.form import of_law
from controller.broadcast.programmes.value import programme as law_value
from controller.errors import NotFound, Refused
from controller.people.who import Who
from controller.store import announcements, areas, devices, programmes
from controller.store.announcements import Announcement as Row
from controller.words.lengths import encoded
from schedules.announcement import Announcement, Klass
from schedules.holidays import Holidays
from schedules.hours import Hours, effective
from schedules.lifecycle import AGREED, OVER, State
from schedules.neighbours import Turn
from schedules.programme import Programme
from schedules.programme_check import Filled, clock_of, closed, collision, complaints, meets, slots
from schedules.programme_offers import offers
from schedules.walltime import whole_seconds

ALIVE = tuple(state.value for state in State if state not in OVER)
PATIENCE = timedelta(minutes=1)
"""The form was filled in a moment ago."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """``refusals`` keep it from being saved or agreed to, ``notes`` do not."""

    refusals: tuple[Refused, ...] = ()
    notes: tuple[Refused, ...] = ()


class Ahead(NamedTuple):
    """The horizon that is looked at, with its days off."""

    since: datetime
    until: datetime
    days_off: Holidays


def outlook(conn: Connection, desk: Desk, who: Who, wanted: Programme) -> Outlook:
    """Look at a programme as it would be; it need not be in the database."""
    now = value.instant(desk.now_ms())
    known, wrong = entries(conn, who, wanted)
    days_off = value.holidays(conn)
    mistaken = [of_law(one) for one in complaints(wanted, now - PATIENCE, days_off)]
    if mistaken:
        return Outlook((*wrong, *mistaken))
    ahead = Ahead(now, now + timedelta(days=desk.settings.horizon_days), days_off)
    place = local(conn, wanted, known)
    wrong += [*_closed(wanted, place.hours, ahead), *_beside(conn, wanted, known, ahead)]
    wrong += too_long(wanted, known, place, ahead)
    return Outlook(tuple(wrong), tuple(_notes(conn, wanted, known, ahead)))


def entries(conn: Connection, who: Who, wanted: Programme) -> tuple[dict[str, Announcement], list[Refused]]:
    """The announcements of a list, and what cannot stand in it."""
    rows = {row.id: row for row in announcements.many(conn, [one.announcement for one in wanted.entries])}
    path, paths = areas.known(conn, wanted.area).path, {one.code: one.path for one in areas.below(conn)}
    carried = relays.carried(conn, [row.sound for row in rows.values() if row.sound is not None])
    good, wrong = [], []
    for number, entry in enumerate(wanted.entries, 1):
        row = rows.get(entry.announcement)
        refused = _entry(row, number, paths, path, who)
        if refused is None and row is not None and row.sound in carried and entry.repeats > 1:
            field = f"entries.{number - 1}.repeats"
            refused = Refused("relay-once", field, number=number, title=row.title)
        if refused is not None:
            wrong.append(refused)
        elif row is not None:
            good.append(row)
    return {one.id: one for one in value.announcements(conn, good)}, wrong


def _entry(row: Row | None, number: int, paths: Mapping[str, str], path: str, who: Who) -> Refused | None:
    field = f"entries.{number - 1}.announcement"
    if row is None or not paths[row.area].startswith(who.path):
        return NotFound("entry-unknown", field, number=number)
    if not paths[row.area].startswith(path):
        return Refused("entry-elsewhere", field, number=number, title=row.title)
    if State(row.state) in OVER:
        return Refused("entry-over", field, number=number, title=row.title, state=row.state)
    if row.sound is None:
        return Refused("entry-silent", field, number=number, title=row.title)
    if row.klass == Klass.EMERGENCY.wire:
        return Refused("entry-emergency", field, number=number, title=row.title)
    return None


class Local(NamedTuple):
    """What holds where a programme is heard: the hours of its area, and in which turns horns speak there."""

    hours: Hours
    turns: tuple[Turn, ...]


def local(conn: Connection, wanted: Programme, known: Mapping[str, Announcement]) -> Local:
    """For a programme with these announcements (``known`` may have others too)."""
    mine = [known[one.announcement] for one in wanted.entries if one.announcement in known]
    return Local(hours_of(conn, wanted.area), neighbourhood.turns_of(conn, mine))


def hours_of(conn: Connection, area: str) -> Hours:
    """What holds in an area, from all above it."""
    chain = areas.chain(conn, area)
    said = value.hours(chain)
    return effective([said[one.code] for one in chain])


def too_long(
    wanted: Programme,
    known: Mapping[str, Announcement],
    place: Local,
    ahead: Ahead,
    joins: str | None = None,
) -> list[Refused]:
    """The first coming slot that its list does not fit into, with what would help; of those that ``joins`` stands in,
    where somebody asks for one announcement only."""
    for filled in slots(wanted, known, *ahead, place.turns):
        if filled.layout.overrun and (joins is None or joins in filled.members):
            return [_too_long(wanted, filled, place.hours, "minutes" if joins is None else "start")]
    return []


def _too_long(wanted: Programme, filled: Filled, hours: Hours, field: str) -> Refused:
    found = encoded(offers(wanted, filled.layout, filled.members, hours))
    over = whole_seconds(filled.layout.overrun)
    params: dict[str, str | int | float] = {
        "name": wanted.name,
        "first": filled.layout.slot.start.isoformat(),
        "over": over,
    }
    if not found:
        return Refused("programme-too-long", field, **params)
    return Refused("programme-too-long-offers", field, offers=found, **params)


def _closed(wanted: Programme, hours: Hours, ahead: Ahead) -> list[Refused]:
    found = closed(wanted, hours, *ahead)
    if found is None:
        return []
    first, finding = found
    params = dict(finding.params) | {"first": first.isoformat()}
    if finding.nearest is not None:
        params["nearest"] = finding.nearest.isoformat()
    return [Refused(f"finding-{finding.code}", "start", **params)]


def _beside(conn: Connection, wanted: Programme, known: Mapping[str, Announcement], ahead: Ahead) -> list[Refused]:
    """Another programme that has its slot at the same time on one of the same devices."""
    whom = [one.audience for one in known.values()]
    named = {area for one in whom for area in one.areas}, {device for one in whom for device in one.devices}
    reached = devices.in_audience(conn, *named)
    places = {area for one in reached for area in one.areas}
    near = announcements.touching(conn, places, {one.id for one in reached}, *ALIVE)
    others = programmes.naming(conn, {row.id for row in near})
    found = collision(wanted, [law_value(one) for one in others if one[0].id != wanted.id], *ahead)
    if found is None:
        return []
    return [Refused("programme-collides", "start", first=found[0].isoformat(), programme=found[1].name)]


def _notes(conn: Connection, wanted: Programme, known: Mapping[str, Announcement], ahead: Ahead) -> list[Refused]:
    """Entries that will not be heard in it as things stand."""
    rows = {row.id: row for row in announcements.many(conn, known)}
    notes = []
    for number, entry in enumerate(wanted.entries, 1):
        one, row = known.get(entry.announcement), rows.get(entry.announcement)
        if one is None or row is None:
            continue
        field = f"entries.{number - 1}.announcement"
        if not meets(wanted, one, ahead.since, ahead.days_off):
            clock = clock_of(wanted)
            notes.append(Refused("entry-never-meets", field, number=number, title=one.title, clock=clock))
        elif State(row.state) not in AGREED:
            notes.append(Refused("entry-not-agreed", field, number=number, title=one.title, state=row.state))
    return notes
