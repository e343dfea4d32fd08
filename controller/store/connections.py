"""Connections of devices, kept in the transaction in which their status changes (`controller.health.connections`)."""

from __future__ import annotations

import functools
from collections.abc import Collection

from sqlalchemy import Connection as Conn
from sqlalchemy import Executable, and_, delete, func, select

from controller.health.connections import Connection, Turn, follow
from controller.store import feed, pick
from controller.store.tables import connections

_COLUMNS = pick.fields(Connection, connections)
_NAMES = tuple(column.name for column in _COLUMNS)
HOUR_MS = 3_600_000


def take(conn: Conn, turns: Collection[Turn]) -> None:
    """Write what changed, in order."""
    if not turns:
        return
    last = newest(conn, {turn.device for turn in turns})
    changed: dict[tuple[str, int], Connection] = {}
    for turn in turns:
        for one in follow(last.get(turn.device), turn):
            last[turn.device] = one
            changed[one.device, one.since_ms] = one
    if changed:
        conn.execute(_put(conn.dialect.name), feed.rows([pick.values(one) for one in changed.values()]))


def newest(conn: Conn, devices: Collection[str]) -> dict[str, Connection]:
    """The last line of each of these."""
    mine = feed.among(conn, connections.c.device, devices)
    last = select(connections.c.device, func.max(connections.c.since_ms).label("since_ms")).where(mine)
    latest = last.group_by(connections.c.device).subquery()
    same = and_(connections.c.device == latest.c.device, connections.c.since_ms == latest.c.since_ms)
    return {one.device: one for one in pick.every(conn, Connection, select(*_COLUMNS).join(latest, same))}


def of_device(conn: Conn, device: str, since_ms: int, most: int) -> list[Connection]:
    """Those that stood at an instant or began later, the newest first."""
    lately = connections.c.until_ms.is_(None) | (connections.c.until_ms >= since_ms)
    query = select(*_COLUMNS).where(connections.c.device == device, lately)
    return pick.every(conn, Connection, query.order_by(connections.c.since_ms.desc()).limit(most))


def begun(conn: Conn, now_ms: int) -> dict[str, int]:
    """How many sessions each device began in the last hour; those with none are left out."""
    query = select(connections.c.device, func.sum(connections.c.times))
    lately = query.where(connections.c.since_ms > now_ms - HOUR_MS).group_by(connections.c.device)
    return {device: int(count) for device, count in conn.execute(lately)}


def sweep(conn: Conn, before_ms: int) -> int:
    """Forget what ended before an instant; how many."""
    return conn.execute(delete(connections).where(connections.c.until_ms < before_ms)).rowcount


@functools.cache
def _put(dialect: str) -> Executable:
    new = feed.insert_rows(dialect, connections, *_NAMES)
    changed = {name: new.excluded[name] for name in ("session", "until_ms", "reason", "times")}
    return new.on_conflict_do_update(index_elements=["device", "since_ms"], set_=changed)
