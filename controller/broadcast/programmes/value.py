"""From rows to the programmes of the law of time, and which of them are in force."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from controller.store import programmes as rows
from controller.store.programmes import Listed
from schedules.announcement import OnHolidays, Rule
from schedules.fingerprint import slot_fingerprint
from schedules.programme import Entry, Programme, together
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


def in_force(conn: Connection) -> list[Programme]:
    """The programmes that planning follows."""
    return [programme(one) for one in rows.below(conn) if is_agreed(one)]


def companions(conn: Connection, announcements: Collection[str]) -> set[str]:
    """These, and all whose places in a slot depend on one of them: a plan of some must know of these others too."""
    return together(in_force(conn), announcements)


def repetitions(conn: Connection) -> dict[str, set[tuple[int, int]]]:
    """By announcement: how often in a row, and with which pause (s), a programme in force lets it sound."""
    found: dict[str, set[tuple[int, int]]] = {}
    for one in in_force(conn):
        for entry in one.entries:
            if entry.repeats > 1:
                found.setdefault(entry.announcement, set()).add((entry.repeats, entry.pause_s))
    return found
