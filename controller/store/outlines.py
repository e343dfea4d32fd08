"""Outlines of areas, as maps draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import areas, outlines


@dataclass(frozen=True, slots=True)
class Outline:
    """``shape`` is a geometry of GeoJSON: Polygon or MultiPolygon."""

    area: str
    shape: Any
    entered_ms: int
    maker: str


_COLUMNS = pick.fields(Outline, outlines)


def put(conn: Connection, one: Outline) -> None:
    """Draw an area so from now on."""
    new = feed.insert(conn.dialect.name, outlines)
    changed = {name: new.excluded[name] for name in pick.values(one) if name != "area"}
    conn.execute(new.on_conflict_do_update(index_elements=["area"], set_=changed), pick.values(one))


def below(conn: Connection, path: str) -> list[Outline]:
    """Those of the area at ``path`` and below it that still are, the largest first."""
    join = outlines.join(areas, outlines.c.area == areas.c.code)
    mine = (within(areas.c.path, path), areas.c.ended_ms.is_(None))
    return pick.every(conn, Outline, select(*_COLUMNS).select_from(join).where(*mine).order_by(areas.c.path))
