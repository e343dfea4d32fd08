"""Whoever is on line and has not told the end of something that must be over is asked for its reports.

A gap between two reports shows by their numbers. The loss of the *last* one does not: nothing comes after it until the
device has something else to say, which may be tomorrow morning.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.collect import Wish
from controller.broadcast.desk import Desk
from controller.store import announcements, deliveries, occurrences, reports, status
from controller.store.deliveries import OCCURRENCE, Delivery
from controller.store.occurrences import Occurrence
from controller.store.presence import ONLINE
from schedules.announcement import LATEST_S, Announcement
from schedules.questions import announcement_of
from schedules.walltime import parse_local

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
    known = occurrences.many(conn, names)
    return {
        one.subject: one.due_ms + _lasts_ms(series[id], known[one.subject])
        for one in owing
        if (id := names[one.subject]) in series and one.subject in known
    }


def _lasts_ms(series: Announcement, time: Occurrence) -> int:
    """Of this one time, which may tell something else than its series."""
    one = series.at(parse_local(time.original_local))
    return (one.sound.length_ms if one.sound else 0) + one.late.within_s * 1000
