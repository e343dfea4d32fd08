"""Which boxes are not simply there, holding what they should: the database looks, and of thousands names only these."""

from __future__ import annotations

from sqlalchemy import Connection, Text, or_, select
from sqlalchemy import cast as sql_cast

from controller.store.presence import NEVER, ONLINE
from controller.store.tables import areas, device_status, devices, timetables

NOTHING_MISSES = "[]"


def places(conn: Connection) -> list[tuple[str, str, str, str]]:
    """Every active box with its model, its area and the way to it, by id."""
    query = select(devices.c.id, devices.c.profile, areas.c.code, areas.c.path)
    query = query.join_from(devices, areas, areas.c.code == devices.c.area).where(devices.c.active)
    return [(*row,) for row in conn.execute(query.order_by(devices.c.id)).all()]


def away(conn: Connection) -> set[str]:
    """Those that were there once and are not now."""
    gone = device_status.c.presence.not_in((ONLINE, NEVER))
    there = device_status.join(devices, devices.c.id == device_status.c.device)
    return set(conn.scalars(select(device_status.c.device).select_from(there).where(devices.c.active, gone)))


def differing(conn: Connection, keys: int) -> set[str]:
    """Those on line that do not report the newest timetable, all its files and this list of keys (or a later one)."""
    kept = device_status.join(timetables, timetables.c.device == device_status.c.device)
    kept = kept.join(devices, devices.c.id == device_status.c.device)
    other = or_(
        device_status.c.held_hash != timetables.c.hash,
        sql_cast(device_status.c.missing, Text) != NOTHING_MISSES,
        device_status.c.keys_version < keys,
    )
    mine = (devices.c.active, device_status.c.presence == ONLINE, other)
    return set(conn.scalars(select(device_status.c.device).select_from(kept).where(*mine)))
