"""When a board's panel was not as it should be: one row for each fault, from the heartbeat that first showed it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, or_, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import areas, board_faults, devices


@dataclass(frozen=True, slots=True)
class Told:
    """A fault with the board's name. ``until_ms`` is None while it lasts."""

    device: str
    fault: str
    since_ms: int
    until_ms: int | None
    name: str


def lasting(conn: Connection, boards: Collection[str]) -> dict[str, set[str]]:
    """The faults of these boards that have not ended."""
    mine = (board_faults.c.until_ms.is_(None), feed.among(conn, board_faults.c.device, boards))
    found: dict[str, set[str]] = {}
    for device, fault in conn.execute(select(board_faults.c.device, board_faults.c.fault).where(*mine)):
        found.setdefault(device, set()).add(fault)
    return found


def begin(conn: Connection, device: str, faults: Iterable[str], now_ms: int) -> None:
    """These are there since now."""
    rows = [{"device": device, "fault": one, "since_ms": now_ms, "until_ms": None} for one in faults]
    if rows:
        conn.execute(insert(board_faults), rows)


def end(conn: Connection, device: str, faults: Collection[str], now_ms: int) -> None:
    """These have healed."""
    mine = (board_faults.c.device == device, board_faults.c.fault.in_(faults), board_faults.c.until_ms.is_(None))
    if faults:
        conn.execute(update(board_faults).where(*mine).values(until_ms=now_ms))


def below(conn: Connection, path: str, since_ms: int, until_ms: int | None = None) -> list[Told]:
    """The faults of boards at and below an area since an instant, and all that last; these first, then the newest."""
    ends = board_faults.c.until_ms
    mine = [or_(ends.is_(None), ends >= since_ms), within(areas.c.path, path)]
    if until_ms is not None:
        mine.append(board_faults.c.since_ms < until_ms)
    query = (
        select(board_faults.c.device, board_faults.c.fault, board_faults.c.since_ms, ends, devices.c.name)
        .join_from(board_faults, devices, devices.c.id == board_faults.c.device)
        .join(areas, areas.c.code == devices.c.area)
        .where(*mine)
        .order_by(ends.is_not(None), board_faults.c.since_ms.desc(), board_faults.c.device, board_faults.c.fault)
    )
    return pick.every(conn, Told, query)
