"""Doing something about what did not sound: an order to one box, or to all that failed. A double tap orders once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.fleet.orders import LIFE_MS, Order, order
from controller.logbook.line import Line
from controller.logbook.reading import lines
from controller.logbook.remedy import AGAIN, REPORT, RIGHTS
from controller.logbook.wanted import BAD, Wanted
from controller.people.who import Who
from controller.store import alerts, commands, deliveries, devices, occurrences, talks
from controller.store.commands import DEVICE
from controller.store.tables import commands as command_rows
from schedules import errors as law

MOST = 60
"""Boxes that one tap orders: more is an order for an area, on its own page."""


def line_of(conn: Connection, who: Who, subject: str) -> Line:
    """The line of the book that is about this. Raises `NotFound`, also for what is somebody else's."""
    at_ms = _begun(conn, subject)
    if at_ms is not None:
        for one in lines(conn, who, Wanted(at_ms, at_ms + 1), most=1_000):
            if one.id == subject:
                return one
    raise NotFound("subject-unknown")


def _begun(conn: Connection, subject: str) -> int | None:
    if (due := occurrences.get(conn, subject)) is not None:
        return due.start_ms
    if (talk := talks.get(conn, subject)) is not None:
        return talk.at_ms
    given = alerts.get(conn, subject) or commands.get(conn, subject)
    return given.created_ms if given is not None else None


def mend(desk: Desk, who: Who, subject: str, what: str, boxes: Sequence[str]) -> int:
    """Order it of these boxes, or of all that failed where none is named; of how many.

    Raises what the order itself refuses where not one box could be asked.
    """
    if what not in RIGHTS:
        raise Refused("order-unknown", "kind", kind=what, known=", ".join(RIGHTS))
    with desk.store.read() as conn:
        one = line_of(conn, who, subject)
        rows = deliveries.of_subject(conn, subject)
        failed = [row.device for row in rows if row.rung in BAD]
        concerned = {row.device for row in rows}
        chosen = [box for box in boxes if box in concerned] if boxes else failed
        there = {box.id for box in devices.many(conn, chosen) if box.path.startswith(who.path) and box.active}
        chosen = [box for box in chosen if box in there and not _given(conn, desk.now_ms(), what, box, one)]
    if boxes and not there:
        raise NotFound("device-unknown", device=boxes[0])
    if len(chosen) > MOST:
        raise Refused("mend-too-many", "device", limit=MOST)
    done, wrong = 0, list[Refused | law.Refused]()
    for box in chosen:
        try:
            order(desk, who, _order(what, box, one))
            done += 1
        except (Refused, law.Refused) as refused:
            wrong.append(refused)
    if wrong and not done:
        raise wrong[0]
    return done


def _order(what: str, box: str, one: Line) -> Order:
    if what == AGAIN:
        return Order("play", box, announcement=one.announcement)
    return Order("report" if what == REPORT else "selftest", box, since=0)


def _given(conn: Connection, now_ms: int, what: str, box: str, one: Line) -> bool:
    """Whether the same was ordered a moment ago."""
    kind = {AGAIN: "play"}.get(what, what)
    mine = (command_rows.c.kind == kind, command_rows.c.scope_kind == DEVICE, command_rows.c.scope == box)
    recent = command_rows.c.created_ms > now_ms - LIFE_MS["play"]
    found = conn.scalars(select(command_rows.c.body).where(*mine, recent))
    return any(what != AGAIN or body.get("announcement") == one.announcement for body in found)
