"""Whether one occurrence may be as somebody proposes: judged like a submission, for that time alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from controller.broadcast import neighbourhood, value
from controller.broadcast.desk import Desk
from controller.broadcast.form import LEAST_GAP, of_law
from controller.broadcast.programmes.joining import overfilled
from controller.broadcast.programmes.outlook import Ahead
from controller.broadcast.submit import TO_KNOW, beside, of_objection
from controller.errors import ManyRefused, Refused
from controller.store import announcements, devices, exceptions
from controller.store.announcements import Announcement as Row
from controller.store.exceptions import Exceptional
from schedules import errors as law
from schedules import single
from schedules.announcement import Announcement
from schedules.objections import objections
from schedules.plan import plan
from schedules.walltime import parse_local


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands against it, and what is only worth knowing."""

    refusals: tuple[Refused, ...]
    notes: tuple[Refused, ...]


def refuse_what_cannot_be(conn: Connection, desk: Desk, row: Row, wanted: Exceptional) -> None:
    """Raise everything that stands against it."""
    if wrong := look(conn, desk, row, wanted).refusals:
        raise ManyRefused(wrong)


def look(conn: Connection, desk: Desk, row: Row, wanted: Exceptional) -> Seen:
    """Look at an occurrence as ``wanted`` would have it, among all that is agreed at that time."""
    now, named = value.instant(desk.now_ms()), parse_local(wanted.original_local, "original")
    holding = exceptions.agreed(conn, [row.id]).get(row.id, [])
    others = [one for one in holding if one.original_local != wanted.original_local]
    kept = [] if wanted.kind == single.Kind.RESTORED else [wanted]
    before, after = value.with_singles(conn, row, holding), value.with_singles(conn, row, [*others, *kept])
    days_off = value.holidays(conn)
    try:
        wrong = single.complaints(before, after, named, now, LEAST_GAP, days_off)
    except law.Refused as refused:
        wrong = (refused,)
    if wrong or wanted.kind == single.Kind.LEFT_OUT:
        return Seen(tuple(of_law(one) for one in wrong), ())
    start = single.start_of(after, named)
    found = _planned(conn, after, Ahead(start, start + timedelta(minutes=1), days_off), now)
    notes = [one for one, blocks in found if not blocks]
    if (holiday := single.onto_holiday(after, named, days_off)) is not None:
        notes.append(Refused("moved-onto-holiday", "to", holiday=holiday.code))
    return Seen(tuple(one for one, blocks in found if blocks), tuple(notes))


def _planned(conn: Connection, mine: Announcement, ahead: Ahead, now: datetime) -> Sequence[tuple[Refused, bool]]:
    """What the plan says of that one time, and a running list that it would stand in; whether it is against it."""
    audience = announcements.audience_of(conn, mine.id)
    reached = neighbourhood.valued(conn, devices.in_audience(conn, audience.areas, audience.devices))
    basis = beside(conn, mine, reached)
    titles: dict[str, str] = {one.id: one.title for one in basis.announcements.values()}
    if overfull := overfilled(conn, basis, mine.id, ahead):
        return [(_at_its_time(one), True) for one in overfull]
    made = plan(basis, ahead.since, ahead.until, now)
    found = [one for one in objections(made, mine.id, notes=True) if one.code != "device-has-no-face"]
    return [(_at_its_time(of_objection(one, titles)), one.finding.blocks and one.code not in TO_KNOW) for one in found]


def _at_its_time(one: Refused) -> Refused:
    """What stands against a time is mended at the time that was chosen for this occurrence."""
    return Refused(one.code, "to", **one.params)
