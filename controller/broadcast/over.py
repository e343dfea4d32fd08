"""An announcement whose every time is past, and that has none to come, has ended: not while a box that was dark may
still begin, or sounds what it began late. An end takes it out of the timetables.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from controller.broadcast import value
from controller.store import announcements, areas, deliveries, occurrences
from schedules import recurrence
from schedules.announcement import Announcement
from schedules.holidays import Holidays
from schedules.lifecycle import State

_LOOKED = (32, 400, 366 * recurrence.YEARS)
"""Days in which a next time is looked for, near first. 29 February may be eight years away."""
LAST_WORDS_MS = 60_000
"""After the last moment in which it may sound."""


class Over:
    """Ends what is over, and remembers when the rest comes again: that is asked at every planning."""

    def __init__(self) -> None:
        self._again: dict[str, tuple[Announcement, Holidays, datetime]] = {}

    def end(self, conn: Connection, now_ms: int) -> None:
        """Mark times as past, and announcements as ended."""
        _begin_again(conn, now_ms)
        _practised(conn, now_ms)
        occurrences.pass_by(conn, now_ms)
        now, days_off = value.instant(now_ms), value.holidays(conn)
        silent = announcements.many(conn, occurrences.without_planned(conn, State.PLANNED.value))
        again: dict[str, tuple[Announcement, Holidays, datetime]] = {}
        for row, one in zip(silent, value.announcements(conn, silent), strict=True):
            known = self._again.get(one.id)
            if known is None or known[:2] != (one, days_off) or known[2] < now:
                at = comes_again(one, now, days_off)
                if at is None:
                    if occurrences.latest_end(conn, row.id) + _patience_ms(one) <= now_ms:
                        announcements.set_state(conn, row.id, row.state, State.ENDED.value)
                    continue
                known = (one, days_off, at)
            again[one.id] = known
        self._again = again


def _practised(conn: Connection, now_ms: int) -> None:
    """What came while people practised is no failure: it is told as practice, and expected of nobody."""
    for place in areas.practising(conn):
        deliveries.withdraw(conn, occurrences.practise(conn, place.path, now_ms))


def _begin_again(conn: Connection, now_ms: int) -> None:
    """The service's clock had run ahead and was set back: what had ended by the wrong time has not ended."""
    for row in announcements.many(conn, occurrences.come_back(conn, now_ms)):
        if row.state == State.ENDED and row.approved_fingerprint == row.fingerprint:
            announcements.set_state(conn, row.id, row.state, State.PLANNED.value)


def _patience_ms(one: Announcement) -> int:
    """How long after its end by the plan it may still sound somewhere."""
    length = one.sound.length_ms if one.sound is not None else 0
    return one.late.within_s * 1000 + length + LAST_WORDS_MS


def comes_again(one: Announcement, now: datetime, holidays: Holidays) -> datetime | None:
    """The next time of an announcement, in the years that matter."""
    for days in _LOOKED:
        if found := recurrence.occurrences(one.rule, now, now + timedelta(days=days), holidays):
            return found[0].start
    return None
