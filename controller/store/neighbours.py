"""Pairs of horns that reach each other, as technicians entered them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, or_, select

from controller.store import feed, pick
from controller.store.tables import neighbours


@dataclass(frozen=True, slots=True)
class Pair:
    """Two devices, the lower id first, and how far they are apart, if somebody measured it."""

    one: str
    other: str
    metres: int | None = None


_COLUMNS = pick.fields(Pair, neighbours)


def put(conn: Connection, one: str, other: str, metres: int | None = None) -> Pair:
    """Note a pair, in either order; again only replaces the distance."""
    pair = Pair(min(one, other), max(one, other), metres)
    new = feed.insert(conn.dialect.name, neighbours)
    changed = new.on_conflict_do_update(index_elements=["one", "other"], set_={"metres": new.excluded.metres})
    conn.execute(changed, pick.values(pair))
    return pair


def remove(conn: Connection, one: str, other: str) -> bool:
    """Forget a pair, in either order; whether there was one."""
    mine = and_(neighbours.c.one == min(one, other), neighbours.c.other == max(one, other))
    return conn.execute(delete(neighbours).where(mine)).rowcount == 1


def every(conn: Connection) -> list[Pair]:
    """All pairs, in order."""
    return pick.every(conn, Pair, select(*_COLUMNS).order_by(neighbours.c.one, neighbours.c.other))


def of(conn: Connection, devices: Collection[str]) -> list[Pair]:
    """The pairs that one of these devices is in, in order."""
    mine = or_(feed.among(conn, neighbours.c.one, devices), feed.among(conn, neighbours.c.other, devices))
    return pick.every(conn, Pair, select(*_COLUMNS).where(mine).order_by(neighbours.c.one, neighbours.c.other))
