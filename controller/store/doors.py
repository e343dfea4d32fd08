"""Addresses that work once, each for one box. Only the digest of what makes one secret is kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from controller.store import pick
from controller.store.tables import doors

LOG, NETWORK = "log", "network"


@dataclass(frozen=True, slots=True)
class Door:
    """One address. ``body`` is what waits to be fetched, or what was sent."""

    digest: str
    purpose: str
    command: str
    device: str
    expires_ms: int
    used_ms: int | None = None
    body: bytes | None = None


_COLUMNS = pick.fields(Door, doors)


def add(conn: Connection, door: Door) -> None:
    """Open one."""
    conn.execute(doors.insert(), pick.values(door))


def go_through(conn: Connection, digest: str, purpose: str, now_ms: int, body: bytes | None = None) -> Door | None:
    """The address as it was, if it is still good: from now on it is not, and holds ``body``."""
    mine = (doors.c.digest == digest, doors.c.purpose == purpose, doors.c.used_ms.is_(None))
    found = pick.only(conn, Door, select(*_COLUMNS).where(*mine, doors.c.expires_ms > now_ms))
    if found is None:
        return None
    taken = update(doors).where(*mine).values(used_ms=now_ms, body=body)
    return found if conn.execute(taken).rowcount == 1 else None


def logs(conn: Connection, device: str) -> list[Door]:
    """The logs that a box sent, the newest first."""
    sent = (doors.c.device == device, doors.c.purpose == LOG, doors.c.used_ms.is_not(None))
    return pick.every(conn, Door, select(*_COLUMNS).where(*sent).order_by(doors.c.used_ms.desc()))


def close(conn: Connection, digests: list[str]) -> None:
    """Forget these."""
    conn.execute(delete(doors).where(doors.c.digest.in_(digests)))


def sweep(conn: Connection, before_ms: int) -> None:
    """Forget those that ended before."""
    conn.execute(delete(doors).where(doors.c.expires_ms < before_ms))
