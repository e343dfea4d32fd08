"""What a change will do, before anybody agrees to it: devices, notices, hours, people; and what would fall silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from controller.broadcast import agreed, value
from controller.places import steps, tree
from controller.places.worlds import crossed
from controller.store import announcements, areas, devices, users
from controller.store.area_changes import Change
from schedules.announcement import Audience
from schedules.change import hours_of
from schedules.conflict import Kind
from schedules.hours import Hours, clock
from schedules.places import Places, heirs, readdressed
from schedules.plan import plan
from schedules.planned import Basis, DevicePlan, World

LOOKED_AT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Moves:
    """A device comes to stand elsewhere; paths are codes, the root first."""

    id: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """An announcement whose audience names an area that ends, and what it is rewritten to."""

    id: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reaches:
    """An announcement, or a person, that reaches other devices than before."""

    id: str
    name: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherHours:
    """Devices under other allowed hours than before; the hours in short: ``05:00–06:30 17:00–18:00``."""

    devices: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Silent:
    """An announcement that could be broadcast before and can not afterwards, and why (a finding's code)."""

    id: str
    title: str
    code: str
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it."""

    moves: tuple[Moves, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    reaches: tuple[Reaches, ...] = ()
    people: tuple[Reaches, ...] = ()
    hours: tuple[OtherHours, ...] = ()
    silent: tuple[Silent, ...] = ()


def preview(conn: Connection, change: Change, now_ms: int) -> Preview:
    """What the change will do on its day, with all that is agreed before it; nothing where it is impossible by now."""
    days = [one for one in tree.ahead(conn, [change]) if change.id in {each.id for each in one.changes}]
    if not days:
        return Preview()
    (day,) = days
    here = agreed.here(conn, agreed.rows(conn), devices.below(conn))
    whole = crossed(conn, here, [change])
    world = next((one for one in whole.worlds if one.since == value.instant(change.effect_ms)), None)
    titles = {row.id: row.title for row in announcements.many(conn, list(here.announcements))}
    names = {one.id: one.name for one in devices.below(conn)}
    return Preview(
        moves=tuple(_moves(names, day.before, day.after)),
        reworded=tuple(_reworded(conn, day.before, day.after)),
        reaches=tuple(_reaches(whole, world, titles)),
        people=tuple(_people(conn, change, names, day.before, day.after)),
        hours=tuple(_hours(here, world)),
        silent=tuple(_silent(here, world, titles, now_ms)),
    )


def _moves(names: Mapping[str, str], before: Places, after: Places) -> Iterator[Moves]:
    for id, name in names.items():
        old, new = before.path(before.homes[id]), after.path(after.homes[id])
        if old != new:
            yield Moves(id, name, old, new)


def _reworded(conn: Connection, before: Places, after: Places) -> Iterator[Reworded]:
    named = announcements.addressed_to(conn, after.ended - before.ended, ())
    for row in announcements.many(conn, named):
        old = announcements.audience_of(conn, row.id)
        new = readdressed(Audience(frozenset(old.areas), frozenset(old.devices)), before, after)
        yield Reworded(
            row.id, row.title, (*old.areas, *old.devices), (*sorted(new.areas), *sorted(new.devices))
        )  # fmt: skip


def _reaches(here: Basis, world: World | None, titles: Mapping[str, str]) -> Iterator[Reaches]:
    """Announcements of areas that go on and have others in them from then on."""
    if world is None:
        return
    for id, one in world.basis.announcements.items():
        old = {each for each in world.basis.devices if _meant(here.announcements[id].audience, here, each)}
        new = {each for each in world.basis.devices if _meant(one.audience, world.basis, each)}
        if old != new:
            yield Reaches(id, titles.get(id, id), tuple(sorted(new - old)), tuple(sorted(old - new)))


def _meant(audience: Audience, basis: Basis, device: str) -> bool:
    return device in audience.devices or not audience.areas.isdisjoint(basis.devices[device].path)


def _people(
    conn: Connection, change: Change, names: Mapping[str, str], before: Places, after: Places
) -> Iterator[Reaches]:
    heir = heirs(steps.read(change.steps))
    moved = {id for id in names if before.path(before.homes[id]) != after.path(after.homes[id])}
    for user in users.below(conn):
        old = {id for id in moved if user.area in before.path(before.homes[id])}
        new = {id for id in moved if heir.get(user.area, user.area) in after.path(after.homes[id])}
        if user.active and old != new:
            yield Reaches(user.login, user.name, tuple(sorted(new - old)), tuple(sorted(old - new)))


def _hours(here: Basis, world: World | None) -> Iterator[OtherHours]:
    if world is None:
        return
    found: dict[tuple[Hours, Hours], list[str]] = {}
    for id in world.basis.devices:
        (old,), (new,) = hours_of([here], id), hours_of([world.basis], id)
        if old != new:
            found.setdefault((old, new), []).append(id)
    for (old, new), ids in found.items():
        yield OtherHours(tuple(ids), _short(old), _short(new))


def _short(hours: Hours) -> str:
    if hours.week is None:
        return ""
    days = {" ".join(f"{clock(one.start)}–{clock(one.end)}" for one in windows) for windows in hours.week}
    return " / ".join(sorted(one for one in days if one)) or "–"


def _silent(here: Basis, world: World | None, titles: Mapping[str, str], now_ms: int) -> Iterator[Silent]:
    if world is None or world.since is None:
        return
    since, until, now = world.since, world.since + LOOKED_AT, value.instant(now_ms)
    lived = replace(here, devices={id: here.devices[id] for id in world.basis.devices})
    old, new = plan(lived, since, until, now), plan(world.basis, since, until, now)
    found: dict[tuple[str, str], list[str]] = {}
    for id, one in new.devices.items():
        could = _sounding(old.devices[id])
        for account in one.accounts:
            if account.kind is Kind.DROPPED and account.occurrence in could:
                ids = found.setdefault((account.announcement, account.findings[0].code), [])
                if id not in ids:
                    ids.append(id)
    for (id, code), ids in sorted(found.items()):
        yield Silent(id, titles.get(id, id), code, tuple(ids))


def _sounding(one: DevicePlan) -> set[str]:
    return {account.occurrence for account in one.accounts if account.kind in (Kind.PLANNED, Kind.MOVED)}


def named_in(conn: Connection, codes: Sequence[str]) -> str:
    """Areas by their names, as a path to read."""
    known = {one.code: one.name for one in areas.below(conn, ended=True)}
    return " › ".join(known.get(code, code) for code in codes)
