"""Where relays come from: stations and higher levels, each known in an area and below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from controller.store import areas, pick, tables
from controller.store.areas import within
from controller.store.tables import relay_sources


@dataclass(frozen=True, slots=True)
class RelaySource:
    """One row. ``filler`` is the master that sounds while the stream does not; ``tried`` what was heard of it last."""

    id: str
    area: str
    name: str
    address: str
    codec: str
    filler: str | None
    maker: str
    created_ms: int
    changed_ms: int
    tried: Any = None
    ended_ms: int | None = None


_COLUMNS = pick.fields(RelaySource, relay_sources)


def add(conn: Connection, source: RelaySource) -> None:
    """Keep a new one."""
    conn.execute(insert(relay_sources), pick.values(source))


def change(conn: Connection, id: str, **columns: object) -> bool:
    """Change one that is in use; whether it is."""
    mine = (relay_sources.c.id == id, relay_sources.c.ended_ms.is_(None))
    return conn.execute(update(relay_sources).where(*mine).values(**columns)).rowcount == 1


def get(conn: Connection, id: str) -> RelaySource | None:
    """The source, also one that is not offered any more."""
    return pick.only(conn, RelaySource, select(*_COLUMNS).where(relay_sources.c.id == id))


def names(conn: Connection) -> dict[str, str]:
    """Every source's name, by id."""
    return dict(tuple(row) for row in conn.execute(select(relay_sources.c.id, relay_sources.c.name)))


def holding(conn: Connection, area: str) -> list[RelaySource]:
    """What may be chosen in an area: its own sources and those of the areas above it, by name."""
    chain = [one.code for one in areas.chain(conn, area)]
    mine = (relay_sources.c.area.in_(chain), relay_sources.c.ended_ms.is_(None))
    return pick.every(
        conn, RelaySource, select(*_COLUMNS).where(*mine).order_by(relay_sources.c.name, relay_sources.c.id)
    )


def seen(conn: Connection, path: str) -> list[RelaySource]:
    """What is offered in an area, below it, or above it and so there too; by name."""
    above = [code for code in path.split("/") if code]
    where = (relay_sources.c.area.in_(above) | within(tables.areas.c.path, path), relay_sources.c.ended_ms.is_(None))
    query = select(*_COLUMNS).join_from(relay_sources, tables.areas, tables.areas.c.code == relay_sources.c.area)
    return pick.every(conn, RelaySource, query.where(*where).order_by(relay_sources.c.name, relay_sources.c.id))
