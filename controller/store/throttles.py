"""Failed sign-ins of a login or an address."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from controller.store import feed, pick
from controller.store.tables import throttles


@dataclass(frozen=True, slots=True)
class Throttle:
    """How often ``key`` failed, and until when it has to wait."""

    key: str
    failures: int
    last_ms: int
    wait_until_ms: int


_COLUMNS = pick.fields(Throttle, throttles)


def get(conn: Connection, key: str) -> Throttle | None:
    """What is known of ``key``; None where it has not failed."""
    return pick.only(conn, Throttle, select(*_COLUMNS).where(throttles.c.key == key))


def put(conn: Connection, throttle: Throttle) -> None:
    """Keep the newest state of a key."""
    new = feed.insert(conn.dialect.name, throttles)
    changed = {name: new.excluded[name] for name in ("failures", "last_ms", "wait_until_ms")}
    conn.execute(new.on_conflict_do_update(index_elements=["key"], set_=changed), pick.values(throttle))


def forgive(conn: Connection, key: str) -> None:
    """Take one failure back."""
    fewer = {"failures": throttles.c.failures - 1, "wait_until_ms": throttles.c.last_ms}
    conn.execute(update(throttles).where(throttles.c.key == key, throttles.c.failures > 0).values(fewer))


def forget(conn: Connection, key: str) -> None:
    """Start over for ``key``."""
    conn.execute(delete(throttles).where(throttles.c.key == key))


def sweep(conn: Connection, before_ms: int) -> int:
    """Forget keys whose last failure was before; how many."""
    return conn.execute(delete(throttles).where(throttles.c.last_ms < before_ms)).rowcount
