"""Whoever is on line and has not told the end of something that must be over is asked for its reports.

A gap between two reports shows by their numbers. The loss of the *last* one does not: nothing comes after it until the
device has something else to say, which may be tomorrow morning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.collect import Wish
from controller.broadcast.desk import Desk
from controller.broadcast.programmes.value import repetitions
from controller.store import announcements, deliveries, occurrences, reports, status
from controller.store.deliveries import OCCURRENCE, Delivery
from controller.store.occurrences import Occurrence
from controller.store.presence import ONLINE
from schedules.announcement import LATEST_S, Announcement
from schedules.programme import Entry, sounding
from schedules.questions import announcement_of
from schedules.walltime import parse_local

MILLISECOND = timedelta(milliseconds=1)
GRACE_MS = 10_000
"""After the latest possible end: an honest report takes a second."""
BACK_MS = 2 * 1000 * LATEST_S
"""So long after its start the latest is over everywhere; what is older is lost, or comes with the device when it has
power again."""


def overdue(desk: Desk) -> list[Wish]:
    """The devices to ask, each from the first report that we have not got."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        owing = [
            one
            for one in deliveries.unfinished(conn, now_ms - BACK_MS, now_ms - GRACE_MS)
            if one.kind == OCCURRENCE and one.shown_ms is None
        ]
        latest = _latest_ends(conn, owing)
        late = {one.device for one in owing if latest.get(one.subject, now_ms) + GRACE_MS < now_ms}
        return [
            Wish(name, reports.first_gap(conn, name, known.epoch))
            for name, known in sorted(status.of(conn, late).items())
            if known.presence == ONLINE
        ]


def _latest_ends(conn: Connection, owing: Sequence[Delivery]) -> dict[str, int]:
    """By occurrence: when it is over even where it began as late as its announcement allows."""
    names = {one.subject: announcement_of(one.subject) for one in owing}
    rows = announcements.many(conn, set(names.values()))
    series: dict[str, Announcement] = {one.id: one for one in value.announcements(conn, rows)}
    known, often = occurrences.many(conn, names), repetitions(conn, {row.id for row in rows})
    return {
        one.subject: one.due_ms + _lasts_ms(series[id], known[one.subject], often.get(id, ()))
        for one in owing
        if (id := names[one.subject]) in series and one.subject in known
    }


def _lasts_ms(series: Announcement, time: Occurrence, often: Iterable[tuple[int, int]]) -> int:
    """Of this one time, which may tell something else than its series, and so ``often`` in a row (with these pauses, s)
    as running lists want it at most."""
    one = series.at(parse_local(time.original_local))
    if one.sound is None:
        return one.late.within_s * 1000
    entries = [Entry(one.id, repeats=repeats, pause_s=pause_s) for repeats, pause_s in ((1, 0), *often)]
    longest = max(sounding(one.sound, entry) for entry in entries)
    return round(longest / MILLISECOND) + one.late.within_s * 1000
