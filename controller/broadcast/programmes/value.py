"""From rows to the programmes of the law of time, and which of them are in force."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from controller.broadcast.known import Known
from controller.store import programmes as rows
from controller.store.programmes import Line, Listed
from schedules.announcement import OnHolidays, Rule
from schedules.fingerprint import slot_fingerprint
from schedules.programme import Entry, Programme
from schedules.walltime import parse_local


def programme(listed: Listed) -> Programme:
    """A programme with its list as a value."""
    row, lines = listed
    return Programme(
        id=row.id,
        area=row.area,
        name=row.name,
        rule=Rule(
            parse_local(row.start_local, "start"),
            row.zone,
            row.rrule,
            lunar=row.lunar,
            holidays=OnHolidays(row.holidays),
        ),
        minutes=row.minutes,
        entries=tuple(Entry(one.announcement, one.gap_s, one.repeats, one.pause_s) for one in lines),
    )


def is_agreed(listed: Listed) -> bool:
    """Whether somebody agreed to exactly these slots, and to at least so many repetitions of each entry."""
    row, lines = listed
    same = row.agreed_slots is not None and row.agreed_slots == slot_fingerprint(programme(listed))
    return same and all(one.repeats <= one.agreed_repeats for one in lines)


def in_force(conn: Connection, some: Collection[str], known: Known | None = None) -> list[Programme]:
    """The programmes that planning follows, of those that name one of ``some`` announcements; ``known`` remembers what
    it made."""
    known = known or Known()
    found = [known.made(_in_force, row.id, row, lines) for row, lines in rows.naming(conn, some)]
    return [one for one in found if one is not None]


def _in_force(row: rows.Programme, lines: tuple[Line, ...]) -> Programme | None:
    return programme((row, lines)) if is_agreed((row, lines)) else None


def companions(conn: Connection, announcements: Collection[str]) -> set[str]:
    """These, and all whose places in a slot depend on one of them: a plan of some must know of these others too."""
    found, new = set(announcements), set(announcements)
    while new:
        new = {entry.announcement for one in in_force(conn, new) for entry in one.entries} - found
        found |= new
    return found


def repetitions(conn: Connection, some: Collection[str]) -> dict[str, set[tuple[int, int]]]:
    """By announcement: how often in a row, and with which pause (s), a programme in force lets it sound."""
    found: dict[str, set[tuple[int, int]]] = {}
    for one in in_force(conn, some):
        for entry in one.entries:
            if entry.repeats > 1:
                found.setdefault(entry.announcement, set()).add((entry.repeats, entry.pause_s))
    return found
