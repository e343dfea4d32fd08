"""Where devices hang, as far as somebody said it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from controller.store import feed, pick
from controller.store.tables import positions


@dataclass(frozen=True, slots=True)
class Position:
    """One device's place, in degrees (WGS 84)."""

    device: str
    latitude: float
    longitude: float
    entered_ms: int
    maker: str


_COLUMNS = pick.fields(Position, positions)


def of(conn: Connection, devices: Collection[str]) -> dict[str, Position]:
    """Those of these devices that are known, by device."""
    query = select(*_COLUMNS).where(feed.among(conn, positions.c.device, devices))
    return {one.device: one for one in pick.every(conn, Position, query)}


def put(conn: Connection, position: Position) -> None:
    """It hangs here, whatever was said before."""
    new = feed.insert(conn.dialect.name, positions)
    changed = {name: new.excluded[name] for name in pick.values(position) if name != "device"}
    conn.execute(new.on_conflict_do_update(index_elements=["device"], set_=changed), pick.values(position))


def drop(conn: Connection, device: str) -> bool:
    """Nobody knows where it hangs; whether somebody had said it."""
    return conn.execute(delete(positions).where(positions.c.device == device)).rowcount == 1
