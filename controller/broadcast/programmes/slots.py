"""The coming slots of a programme, each as it would sound: for the page and for the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.programmes.outlook import local
from controller.store import announcements
from controller.store.announcements import Announcement as Row
from schedules.lifecycle import OVER, State
from schedules.programme import Layout, Programme
from schedules.programme_check import slots
from schedules.programme_offers import Offer, offers


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot; ``offers`` is what would make it fit, where it does not."""

    layout: Layout
    offers: tuple[Offer, ...]


def rows_of(conn: Connection, wanted: Programme) -> dict[str, Row]:
    """The announcements that are named in a list, whatever has become of them."""
    return {row.id: row for row in announcements.many(conn, [one.announcement for one in wanted.entries])}


def coming(
    conn: Connection, wanted: Programme, rows: Mapping[str, Row], since: datetime, until: datetime
) -> list[Slot]:
    """Every slot that begins in [since, until), with all that stands in it, drafts included: as horns have it that need
    longest, because they speak in turn."""
    alive = [row for row in rows.values() if State(row.state) not in OVER]
    known = {str(one.id): one for one in value.announcements(conn, alive)}
    hours, turns = local(conn, wanted, known)
    return [
        Slot(one.layout, tuple(offers(wanted, one.layout, one.members, hours)))
        for one in slots(wanted, known, since, until, value.holidays(conn), turns)
    ]
