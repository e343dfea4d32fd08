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
from controller.store import announcements, deliveries, reports, status
from controller.store.deliveries import OCCURRENCE, Delivery
from controller.store.presence import ONLINE

GRACE_MS = 10_000
"""After the latest possible end: an honest report takes a second."""
BACK_MS = 86_400_000
"""What is older is lost, or comes with the device when it has power again."""


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
    names = {one.subject: one.subject.rpartition(".")[0] for one in owing}
    rows = [row for id in sorted(set(names.values())) if (row := announcements.get(conn, id)) is not None]
    lasts: dict[str, int] = {
        one.id: (one.sound.length_ms if one.sound else 0) + one.late.within_s * 1000
        for one in value.announcements(conn, rows)
    }
    return {one.subject: one.due_ms + lasts[names[one.subject]] for one in owing if names[one.subject] in lasts}
