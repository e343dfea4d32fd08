"""All devices of an area in one look: what they are called, where they hang, and the last word of their connection."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from controller.store import pick
from controller.store.areas import within
from controller.store.tables import areas, device_status, devices


@dataclass(frozen=True, slots=True)
class Row:
    """The little that is needed of each to count, to find and to sort it."""

    id: str
    name: str
    profile: str
    area: str
    place: str
    path: str
    zone: str
    active: bool
    presence: str
    since_ms: int | None
    seen_ms: int | None


def below(conn: Connection, path: str) -> list[Row]:
    """Every device at and below the area at ``path``, also where no box hangs."""
    said = device_status.c
    query = (
        select(
            devices.c.id,
            devices.c.name,
            devices.c.profile,
            areas.c.code,
            areas.c.name,
            areas.c.path,
            areas.c.zone,
            devices.c.active,
            func.coalesce(said.presence, "never"),
            said.since_ms,
            said.seen_ms,
        )
        .join_from(devices, areas, devices.c.area == areas.c.code)
        .outerjoin(device_status, said.device == devices.c.id)
        .where(within(areas.c.path, path))
    )
    return pick.every(conn, Row, query)
