"""The coming times of an announcement, each with what holds for it and what is proposed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.desk import Desk
from controller.broadcast.single_check import Seen, look
from controller.store import exceptions, occurrences
from controller.store.announcements import Announcement as Row
from controller.store.exceptions import AGREED, PROPOSED, REJECTED, Exceptional
from controller.store.occurrences import Occurrence
from schedules import errors as law
from schedules.announcement import occurrence_id
from schedules.single import Kind, Turn, start_of, turns
from schedules.walltime import format_local, parse_local, to_minute


@dataclass(frozen=True, slots=True)
class Time:
    """One time. ``planned`` is None where nothing was planned for it yet."""

    id: str
    original_local: str
    start_ms: int
    kind: Kind | None
    holiday: bool
    agreed: Exceptional | None
    proposed: Exceptional | None
    rejected: Exceptional | None
    planned: Occurrence | None


def times(conn: Connection, row: Row, since_ms: int, until_ms: int, most: int) -> tuple[Time, ...]:
    """The first ``most`` times that begin in [since, until), those that are left out among them."""
    (one,) = value.announcements(conn, [row])
    window = value.instant(since_ms), value.instant(until_ms)
    try:
        found = turns(one, *window, value.holidays(conn), most)
    except law.Refused:
        return ()  # a rule that an older program let through
    by_state = {state: exceptions.of_announcement(conn, row.id, state) for state in (AGREED, PROPOSED, REJECTED)}
    names = {turn: occurrence_id(one.id, turn.original_local) for turn in found}
    planned = occurrences.many(conn, list(names.values()))
    return tuple(_time(turn, names[turn], by_state, planned.get(names[turn])) for turn in found)


def named(conn: Connection, row: Row, name: str) -> Time | None:
    """The one of that name, wherever it is moved to; None where the series has none."""
    (one,) = value.announcements(conn, [row])
    try:
        start_ms = value.ms(start_of(one, parse_local(name)))
    except law.Refused:
        return None
    found = times(conn, row, start_ms, start_ms + 1, 100)
    return next((time for time in found if time.original_local == name), None)


def _time(turn: Turn, id: str, singles: dict[str, dict[str, Exceptional]], planned: Occurrence | None) -> Time:
    name = format_local(to_minute(turn.original_local))
    of = {state: rows.get(name) for state, rows in singles.items()}
    start_ms = value.ms(turn.start)
    return Time(id, name, start_ms, turn.kind, turn.holiday, of[AGREED], of[PROPOSED], of[REJECTED], planned)


def idle(conn: Connection, row: Row, now_ms: int) -> tuple[Exceptional, ...]:
    """What is agreed for occurrences to come that the series, as it was edited, does not have any more."""
    (one,) = value.announcements(conn, [row])
    there = exceptions.of_announcement(conn, row.id, AGREED)
    return tuple(there[name] for name in value.idle(one, now_ms) if name in there)


def seen(conn: Connection, desk: Desk, row: Row, proposed: Exceptional) -> Seen:
    """What stands against a proposal now, for whoever decides."""
    return look(conn, desk, row, proposed)
