"""What waits for one person's word, in the order in which it is needed: emergencies, then what is due first.

What the person made does not wait for that person. After a decision the list is simply asked for again, so that a
double tap, a back button or another leader never decides a second time.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast import single_approve, single_list
from controller.broadcast.desk import Desk
from controller.broadcast.found import case_of
from controller.broadcast.value import ms
from controller.people.who import Who, may
from controller.store import announcements, exceptions
from controller.store.announcements import Announcement
from controller.store.exceptions import Exceptional
from controller.words.instants import wall
from schedules import errors as law
from schedules.announcement import Klass
from schedules.lifecycle import Action, Actor, Role, State, allowed
from schedules.walltime import parse_local, to_instant, zone_named

MOST = 200
AHEAD_MS = 400 * 86_400_000
NEVER = 1 << 53
"""Comes after every instant."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to decide: an announcement, or (``single``) what is proposed for one occurrence of it."""

    row: Announcement
    single: Exceptional | None
    due_ms: int | None
    """When it would sound or show next; None where its rule has no time left."""

    @property
    def key(self) -> str:
        """Its name in addresses: ``a7k2m9qrt``, ``a7k2m9qrt/times/2026-11-22T05:30``."""
        return self.row.id if self.single is None else f"{self.row.id}/times/{self.single.original_local}"


def waiting(conn: Connection, desk: Desk, who: Who) -> list[Waiting]:
    """All that this person could agree to now, what is needed first at the top."""
    if not may(who, "approve", who.path):
        return []
    now_ms = desk.now_ms()
    rows = announcements.below(conn, who.path, (State.SUBMITTED.value,), limit=MOST)
    found = [Waiting(row, None, next_ms(conn, row, now_ms)) for row in rows if _is_for(row, who)]
    proposed = exceptions.waiting(conn, who.path, f"{wall(now_ms, desk.settings.zone):%Y-%m-%d}")
    series = {row.id: row for row in announcements.many(conn, {one.announcement for one in proposed})}
    found += [
        Waiting(series[one.announcement], one, _single_ms(series[one.announcement], one))
        for one in proposed
        if single_approve.may_agree(series[one.announcement], one, who)
    ]
    return sorted(found, key=_urgency)


def after(found: list[Waiting], key: str) -> Waiting | None:
    """The one behind ``key``, the first again after the last; None where nothing waits."""
    keys = [one.key for one in found]
    return found[(keys.index(key) + 1) % len(found)] if key in keys else next(iter(found), None)


def next_ms(conn: Connection, row: Announcement, now_ms: int) -> int | None:
    """When an announcement is due next, by its own rule."""
    times = single_list.times(conn, row, now_ms, now_ms + AHEAD_MS, 1)
    return times[0].start_ms if times else None


def _is_for(row: Announcement, who: Who) -> bool:
    return Action.APPROVE in allowed(case_of(row), Actor(who.user_id, Role(who.role)))


def _single_ms(row: Announcement, one: Exceptional) -> int | None:
    try:
        return ms(to_instant(parse_local(one.new_local or one.original_local), zone_named(row.zone)))
    except law.Refused:
        return None


def _urgency(one: Waiting) -> tuple[bool, int, str]:
    return (
        one.row.klass != Klass.EMERGENCY.wire,
        NEVER if one.due_ms is None else one.due_ms,
        one.key,
    )
