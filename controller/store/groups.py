"""Saved groups of hamlets: a name for places that are addressed together again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select

from controller.store import pick
from controller.store.tables import area_groups


@dataclass(frozen=True, slots=True)
class Group:
    """One of them; ``areas`` are codes."""

    id: str
    area: str
    name: str
    areas: Any
    maker: str
    made_ms: int


_COLUMNS = pick.fields(Group, area_groups)


def of_area(conn: Connection, area: str) -> list[Group]:
    """Those of one area, by name."""
    query = select(*_COLUMNS).where(area_groups.c.area == area).order_by(area_groups.c.name)
    return pick.every(conn, Group, query)


def get(conn: Connection, id: str) -> Group | None:
    """One of them, or None."""
    return pick.only(conn, Group, select(*_COLUMNS).where(area_groups.c.id == id))


def put(conn: Connection, group: Group) -> None:
    """Keep it; one of the same name in the area is replaced."""
    same = (area_groups.c.area == group.area, area_groups.c.name == group.name)
    conn.execute(delete(area_groups).where(*same))
    conn.execute(area_groups.insert(), pick.values(group))


def remove(conn: Connection, id: str) -> None:
    """Forget it."""
    conn.execute(delete(area_groups).where(area_groups.c.id == id))
