"""How devices live before changes that are done and after those that are agreed: the other worlds of a plan's basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import neighbourhood, value
from controller.places.tree import Day, ahead
from controller.store import area_changes
from controller.store.area_changes import Change
from schedules import hours_data
from schedules.announcement import Announcement, Audience
from schedules.hours import Hours
from schedules.neighbours import ALONE, Turn
from schedules.places import readdressed
from schedules.plan import addresses
from schedules.planned import Basis, Device, World
from schedules.programme import together


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is otherwise in another world than in the basis."""

    devices: Mapping[str, Device] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    hours: Mapping[str, Hours] = field(default_factory=dict)

    def over(self, other: Otherwise) -> Otherwise:
        """Both; where they speak of the same, this one's word holds."""
        return Otherwise(
            {**other.devices, **self.devices},
            {**other.audiences, **self.audiences},
            {**other.hours, **self.hours},
        )


def crossed(conn: Connection, basis: Basis, more: Iterable[Change] = ()) -> Basis:
    """The basis with its other worlds; ``more`` as if it were agreed."""
    behind, days = area_changes.remembered(conn), ahead(conn, more)
    if not behind and not days:
        return basis
    return replace(basis, worlds=(*_behind(basis, behind), *_ahead(conn, basis, days)))


def _behind(basis: Basis, done: list[Change]) -> list[World]:
    """From the last change back: what an older one found holds before it, what a newer one found until then."""
    found: list[World] = []
    known = Otherwise()
    for one, older in reversed(list(zip(done, [None, *done], strict=False))):
        known = _undone(basis, one.undo).over(known)
        since = value.instant(older.effect_ms) if older is not None else None
        until = value.instant(one.effect_ms)
        if since != until:
            found.append(World(since, until, _world(basis, known)))
    return found[::-1]


def _ahead(conn: Connection, basis: Basis, days: list[Day]) -> list[World]:
    found: list[World] = []
    known = Otherwise()
    for day, later in zip_longest(days, days[1:]):
        now_known = {one: replace(basis.announcements[one], audience=whom) for one, whom in known.audiences.items()}
        known = _after(conn, basis, day, {**basis.announcements, **now_known}, known)
        until = value.instant(later.at_ms) if later is not None else None
        found.append(World(value.instant(day.at_ms), until, _world(basis, known)))
    return found


def _after(
    conn: Connection, basis: Basis, day: Day, announcements: Mapping[str, Announcement], known: Otherwise
) -> Otherwise:
    """The devices as the whole tree has them by then; audiences and hours on top of what earlier days changed."""
    paths = {id: day.after.path(day.after.homes[id]) for id in basis.devices}
    turns = neighbourhood.of_all(conn, paths)
    devices = {
        id: new
        for id, old in basis.devices.items()
        if (new := replace(old, path=paths[id], turn=turns.get(id, ALONE))) != old
    }
    audiences: dict[str, Audience] = {
        one.id: whom
        for one in announcements.values()
        if (whom := readdressed(one.audience, day.before, day.after)) != one.audience
    }
    made = [step for change in day.changes for step in change.steps if step["do"] == "make"]
    hours = {step["code"]: hours_made(step) for step in made}
    return Otherwise(devices, {**known.audiences, **audiences}, {**known.hours, **hours})


def hours_made(step: Mapping[str, Any]) -> Hours:
    """What a new area says itself about the hours."""
    data = dict(step.get("hours") or {})
    if step.get("volume_cap") is not None:
        data["caps"] = [*data.get("caps", []), {"start": "00:00", "end": "24:00", "volume": step["volume_cap"]}]
    return hours_data.read(data)


def _world(basis: Basis, known: Otherwise) -> Basis:
    """The basis as it is there, for the devices that live otherwise."""
    announcements = {
        id: replace(one, audience=known.audiences[id]) if id in known.audiences else one
        for id, one in basis.announcements.items()
    }
    everybody = {**basis.devices, **{id: one for id, one in known.devices.items() if id in basis.devices}}
    reworded = [table[id] for id in known.audiences for table in (basis.announcements, announcements) if id in table]
    areas = {code for code, said in known.hours.items() if basis.hours.get(code) != said}
    devices = {
        id: one
        for id, one in everybody.items()
        if one != basis.devices[id]
        or not areas.isdisjoint(one.path)
        or any(addresses(each.audience, one) for each in reworded)
    }
    standing = {code for path in {one.path for one in devices.values()} for code in path}
    meant = {
        one.id
        for one in announcements.values()
        if not (standing.isdisjoint(one.audience.areas) and devices.keys().isdisjoint(one.audience.devices))
    }
    needed = together(basis.programmes.values(), meant) & announcements.keys()
    return replace(
        basis,
        announcements={id: announcements[id] for id in announcements if id in needed},
        devices=devices,
        hours={**basis.hours, **known.hours},
        worlds=(),
    )


# ------------------------------------------------------------------ what was


def undo_of(basis: Basis, after: Basis) -> dict[str, Any]:
    """How the devices of ``after`` (a world's basis) lived by ``basis``, as a change keeps it."""
    lived = {id: basis.devices[id] for id in after.devices}
    codes = {code for one in lived.values() for code in one.path}
    return {
        "devices": {
            id: [list(one.path), one.turn.number, one.turn.of, round(one.turn.pause / timedelta(milliseconds=1))]
            for id, one in lived.items()
        },
        "audiences": {
            id: [sorted(basis.announcements[id].audience.areas), sorted(basis.announcements[id].audience.devices)]
            for id, one in after.announcements.items()
            if basis.announcements[id].audience != one.audience
        },
        "hours": {code: hours_data.write(basis.hours[code]) for code in sorted(codes) if code in basis.hours},
    }


def _undone(basis: Basis, undo: Mapping[str, Any]) -> Otherwise:
    devices = {
        id: replace(basis.devices[id], path=tuple(path), turn=Turn(number, of, timedelta(milliseconds=pause_ms)))
        for id, (path, number, of, pause_ms) in undo["devices"].items()
        if id in basis.devices
    }
    audiences = {
        id: Audience(frozenset(areas), frozenset(ids))
        for id, (areas, ids) in undo["audiences"].items()
        if id in basis.announcements
    }
    hours = {code: hours_data.read(data) for code, data in undo["hours"].items()}
    return Otherwise(devices, audiences, {code: said for code, said in hours.items() if code not in basis.hours})
