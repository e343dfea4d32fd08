"""Loudspeaker clusters and boards, as they were set up; what they say of themselves is in `status`.

A device is a place in the field where a box hangs. It is never removed: while no box hangs there it is not ``active``,
and its history belongs to the commune.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.seen import Seen
from controller.store.tables import areas, devices


@dataclass(frozen=True, slots=True)
class Device:
    """One device, and the path of its area: the groups it listens to are the levels of the path."""

    id: str
    area: str
    profile: str
    name: str
    mqtt_hash: str
    offset_ms: int
    active: bool
    created_ms: int
    path: str

    @property
    def areas(self) -> tuple[str, ...]:
        """Its area and all above it, the root first."""
        return tuple(self.path.strip("/").split("/"))


_COLUMNS = pick.fields(Device, devices, areas)


def _query() -> Select[Any]:
    return select(*_COLUMNS).join_from(devices, areas, devices.c.area == areas.c.code).order_by(devices.c.id)


def add(
    conn: Connection,
    device: str,
    area: str,
    profile: str,
    name: str,
    mqtt_hash: str,
    now_ms: int,
    *,
    offset_ms: int = 0,
    active: bool = True,
) -> None:
    """A new device; the database refuses an id that is taken."""
    conn.execute(
        devices.insert().values(
            id=device,
            area=area,
            profile=profile,
            name=name,
            mqtt_hash=mqtt_hash,
            offset_ms=offset_ms,
            active=active,
            created_ms=now_ms,
        )
    )


def get(conn: Connection, device: str) -> Device | None:
    """The device, retired or not, or None."""
    return pick.only(conn, Device, _query().where(devices.c.id == device))


def many(conn: Connection, ids: Collection[str]) -> list[Device]:
    """Those of ``ids`` that are known, retired or not, by id."""
    return pick.every(conn, Device, _query().where(feed.among(conn, devices.c.id, ids)))


def below(
    conn: Connection,
    path: str = "/",
    *,
    retired: bool = False,
    seen: Seen | None = None,
    after: str = "",
    most: int | None = None,
) -> list[Device]:
    """Devices of the area at ``path`` and below, by id; with ``retired`` also those; of a page, at most ``most`` after
    the id ``after``."""
    query = _query().where(within(areas.c.path, path))
    if after:
        query = query.where(devices.c.id > after)
    if most is not None:
        query = query.limit(most)
    return (seen or pick).every(conn, Device, query if retired else query.where(devices.c.active))


def profiles(conn: Connection) -> set[str]:
    """The models that are in the field: those of active devices."""
    return set(conn.scalars(select(devices.c.profile).where(devices.c.active).distinct()))


def standing(
    conn: Connection, areas_: Collection[str], devices_: Collection[str] = ()
) -> list[tuple[tuple[str, ...], str, int]]:
    """Where those of `in_audience` stand (codes of areas, the root first), as which model, and how many."""
    query = (
        select(areas.c.path, devices.c.profile, func.count())
        .join_from(devices, areas, devices.c.area == areas.c.code)
        .where(devices.c.active, _reached(conn, areas_, devices_))
        .group_by(areas.c.path, devices.c.profile)
        .order_by(areas.c.path, devices.c.profile)
    )
    return [(tuple(path.strip("/").split("/")), model, count) for path, model, count in conn.execute(query)]


def in_audience(conn: Connection, areas_: Collection[str], devices_: Collection[str] = ()) -> list[Device]:
    """Active devices that are named, or lie in a named area or below it; each once, by id."""
    return pick.every(conn, Device, _query().where(devices.c.active, _reached(conn, areas_, devices_)))


def _reached(conn: Connection, areas_: Collection[str], devices_: Collection[str]) -> ColumnElement[bool]:
    tops = conn.scalars(select(areas.c.path).where(feed.among(conn, areas.c.code, areas_))).all()
    return or_(feed.among(conn, devices.c.id, devices_), *(within(areas.c.path, top) for top in tops))


def known(conn: Connection, ids: Collection[str]) -> set[str]:
    """Which of ``ids`` are devices of ours, retired or not."""
    return set(conn.scalars(select(devices.c.id).where(feed.among(conn, devices.c.id, ids))))


def beginning(conn: Connection, head: str) -> set[str]:
    """All ids that begin so, also those of areas: they must not be the same."""
    found = set(conn.scalars(select(devices.c.id).where(devices.c.id.startswith(head, autoescape=True))))
    return found | set(conn.scalars(select(areas.c.code).where(areas.c.code.startswith(head, autoescape=True))))


def models(conn: Connection, ids: Collection[str]) -> dict[str, str]:
    """Which model each of these is."""
    query = select(devices.c.id, devices.c.profile).where(feed.among(conn, devices.c.id, ids))
    return {row.id: row.profile for row in conn.execute(query)}


def change(conn: Connection, device: str, **columns: Any) -> bool:
    """Set some of area, profile, name, mqtt_hash, offset_ms, active; whether the device exists."""
    return conn.execute(update(devices).where(devices.c.id == device).values(**columns)).rowcount == 1
