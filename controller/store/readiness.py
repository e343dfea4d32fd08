"""Whether each device was ready before each of its broadcasts: what was found first, and what holds at last."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Executable, delete, func, select

from controller.store import deliveries, feed, pick
from controller.store.areas import within
from controller.store.tables import areas, devices, readiness
from controller.store.tables import deliveries as owed


@dataclass(frozen=True, slots=True)
class Row:
    """One device before one broadcast. ``causes`` are codes of `controller.health.readiness`; none: it is ready."""

    device: str
    due_ms: int
    since_ms: int
    """When it was looked at first."""
    first: list[str]
    """What was found then."""
    checked_ms: int
    """Since when it is as it is."""
    causes: list[str]


@dataclass(frozen=True, slots=True)
class Named(Row):
    """With the device's name and place as they are now."""

    name: str
    area: str
    path: str


_ROW = pick.fields(Row, readiness)
_NAMED = pick.fields(Named, readiness, devices, areas)
_NAMES = tuple(column.name for column in _ROW)


def dues(conn: Connection, since_ms: int, until_ms: int) -> dict[str, list[int]]:
    """When active devices have something to do in (since, until], in order."""
    query = (
        select(owed.c.device, owed.c.due_ms)
        .join(devices, devices.c.id == owed.c.device)
        .where(owed.c.due_ms > since_ms, owed.c.due_ms <= until_ms, owed.c.kind == deliveries.OCCURRENCE)
        .where(devices.c.active)
        .distinct()
        .order_by(owed.c.due_ms)
    )
    found: dict[str, list[int]] = {}
    for device, due_ms in conn.execute(query).all():
        found.setdefault(device, []).append(due_ms)
    return found


def firsts(conn: Connection, path: str, since_ms: int, until_ms: int) -> dict[str, int]:
    """When each active device at and below an area next has something to do in (since, until]."""
    query = (
        select(owed.c.device, func.min(owed.c.due_ms))
        .join(devices, devices.c.id == owed.c.device)
        .join(areas, areas.c.code == devices.c.area)
        .where(owed.c.due_ms > since_ms, owed.c.due_ms <= until_ms, owed.c.kind == deliveries.OCCURRENCE)
        .where(devices.c.active, within(areas.c.path, path))
        .group_by(owed.c.device)
    )
    return {row[0]: row[1] for row in conn.execute(query)}


def ahead(conn: Connection, now_ms: int) -> dict[tuple[str, int], Row]:
    """What stands of broadcasts that have not begun."""
    found = pick.every(conn, Row, select(*_ROW).where(readiness.c.due_ms > now_ms))
    return {(one.device, one.due_ms): one for one in found}


def lacking(conn: Connection, since_ms: int) -> list[Row]:
    """Those of broadcasts since an instant that were not ready, in order."""
    mine = (readiness.c.due_ms >= since_ms, readiness.c.ready.is_(False))
    return pick.every(conn, Row, select(*_ROW).where(*mine).order_by(readiness.c.due_ms))


def below(conn: Connection, path: str, since_ms: int, until_ms: int) -> list[Named]:
    """Those of devices at and below an area for broadcasts in [since, until), by instant and name."""
    query = (
        select(*_NAMED)
        .join_from(readiness, devices, devices.c.id == readiness.c.device)
        .join(areas, areas.c.code == devices.c.area)
        .where(readiness.c.due_ms >= since_ms, readiness.c.due_ms < until_ms, within(areas.c.path, path))
        .order_by(readiness.c.due_ms, devices.c.name, devices.c.id)
    )
    return pick.every(conn, Named, query)


def put(conn: Connection, rows: Sequence[Row]) -> None:
    """Write rows; of one that is there, what was found first stays."""
    if rows:
        said: list[Mapping[str, object]] = [{**pick.values(one), "ready": not one.causes} for one in rows]
        conn.execute(_put(conn.dialect.name), said)


def drop(conn: Connection, keys: Sequence[tuple[str, int]]) -> None:
    """Forget broadcasts that are not to be any more."""
    for device, due_ms in keys:
        conn.execute(delete(readiness).where(readiness.c.device == device, readiness.c.due_ms == due_ms))


def sweep(conn: Connection, before_ms: int) -> None:
    """Forget what was before an instant."""
    conn.execute(delete(readiness).where(readiness.c.due_ms < before_ms))


@functools.cache
def _put(dialect: str) -> Executable:
    new = feed.insert(dialect, readiness)
    changed = {name: new.excluded[name] for name in ("checked_ms", "causes", "ready")}
    return new.on_conflict_do_update(index_elements=["due_ms", "device"], set_=changed)
