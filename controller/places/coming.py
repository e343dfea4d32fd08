"""What is made of an announcement before a day on which areas merge or split: for whom, and under which name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from controller.places import steps
from controller.places.tree import Day
from controller.store import announcements, areas, devices
from controller.store.announcements import Announcement
from schedules.announcement import Audience
from schedules.places import heirs, readdressed


def profiles(conn: Connection, days: Sequence[Day], row: Announcement) -> list[str]:
    """The models of its audience after each of these days."""
    if not days:
        return []
    kept = announcements.audience_of(conn, row.id)
    whom = Audience(frozenset(kept.areas), frozenset(kept.devices))
    ids: set[str] = set()
    for day in days:
        whom = readdressed(whom, day.before, day.after)
        ids |= whom.devices.union(*(day.after.under(area) for area in whom.areas if area in day.after.parents))
    return sorted({one.profile for one in devices.many(conn, ids) if one.active})


def names(conn: Connection, days: Sequence[Day], row: Announcement) -> list[str]:
    """The names of its commune: now, and after each of these days."""
    code = row.area
    found = [areas.known(conn, code).name]
    for day in days:
        for change in day.changes:
            code = heirs(steps.read(change.steps)).get(code, code)
            said = [one["name"] for one in change.steps if code in (one.get("code"), one.get("area")) and "name" in one]
            known = areas.get(conn, code)
            found += said[-1:] or ([known.name] if known is not None else [])
    return list(dict.fromkeys(found))
