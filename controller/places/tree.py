"""From rows to the tree that steps change, and every agreed change in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from controller.places import steps
from controller.store import area_changes, areas, devices
from controller.store.area_changes import Change
from schedules.errors import Refused
from schedules.places import Places, changed


@dataclass(frozen=True, slots=True)
class Day:
    """The tree before and after the changes of one instant."""

    at_ms: int
    changes: tuple[Change, ...]
    before: Places
    after: Places


def places(conn: Connection) -> Places:
    """The tree as it is: every area, and every device, retired ones too."""
    every = areas.below(conn, ended=True)
    return Places(
        {one.code: one.parent for one in every},
        {one.id: one.area for one in devices.below(conn, retired=True)},
        frozenset(one.code for one in every if one.ended_ms is not None),
    )


def ahead(conn: Connection, more: Iterable[Change] = ()) -> list[Day]:
    """What is agreed and not done yet (and ``more``), day by day. A change that has become impossible is left out."""
    agreed = {one.id: one for one in (*area_changes.in_state(conn, area_changes.AGREED), *more)}
    return list(_days(places(conn), agreed.values())) if agreed else []


def _days(now: Places, agreed: Iterable[Change]) -> Iterator[Day]:
    ordered = sorted(agreed, key=lambda one: (one.effect_ms, one.created_ms, one.id))
    for at_ms, same in groupby(ordered, key=lambda one: one.effect_ms):
        before, done = now, []
        for one in same:
            try:
                now = changed(now, steps.read(one.steps))
            except Refused:
                continue  # `carry_out` reports it
            done.append(one)
        if done:
            yield Day(at_ms, tuple(done), before, now)


def moving(conn: Connection) -> dict[str, tuple[str, ...]]:
    """The other areas of devices that are about to move, or have moved not long ago."""
    found: dict[str, list[str]] = {}
    for day in ahead(conn):
        for id, home in day.after.homes.items():
            path = day.after.path(home)
            if path != day.before.path(day.before.homes[id]):
                found.setdefault(id, []).extend(path)
    for one in area_changes.remembered(conn):
        for id, (path, *_) in one.undo["devices"].items():
            found.setdefault(id, []).extend(path)
    return {id: tuple(dict.fromkeys(path)) for id, path in found.items()}
