"""Second factors, sealed, and the hashes of recovery codes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from controller.store import pick
from controller.store.tables import factors, recovery_codes


@dataclass(frozen=True, slots=True)
class Factor:
    """What one person's telephone knows."""

    user_id: str
    sealed: str
    made_ms: int
    confirmed_ms: int | None = None
    step: int = 0


_COLUMNS = pick.fields(Factor, factors)


def get(conn: Connection, user_id: str) -> Factor | None:
    """Confirmed or not, or None."""
    return pick.only(conn, Factor, select(*_COLUMNS).where(factors.c.user_id == user_id))


def confirmed(conn: Connection, user_id: str) -> Factor | None:
    """The one that sign-in asks for, or None."""
    found = get(conn, user_id)
    return found if found is not None and found.confirmed_ms is not None else None


def everybody(conn: Connection) -> frozenset[str]:
    """Who has one."""
    return frozenset(conn.scalars(select(factors.c.user_id).where(factors.c.confirmed_ms.is_not(None))))


def put(conn: Connection, factor: Factor) -> None:
    """Keep a new one, instead of what was there."""
    forget(conn, factor.user_id)
    conn.execute(factors.insert(), pick.values(factor))


def confirm(conn: Connection, user_id: str, now_ms: int) -> None:
    """From now on sign-in asks for it."""
    conn.execute(update(factors).where(factors.c.user_id == user_id).values(confirmed_ms=now_ms))


def take_step(conn: Connection, user_id: str, step: int) -> bool:
    """Note a code as used; False where it, or a later one, was used before."""
    mine = update(factors).where(factors.c.user_id == user_id, factors.c.step < step)
    return conn.execute(mine.values(step=step)).rowcount == 1


def forget(conn: Connection, user_id: str) -> bool:
    """Without a second factor from now on; whether there was one."""
    conn.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
    return conn.execute(delete(factors).where(factors.c.user_id == user_id)).rowcount == 1


def put_codes(conn: Connection, user_id: str, hashes: Collection[str]) -> None:
    """New recovery codes, instead of those before."""
    conn.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
    conn.execute(recovery_codes.insert(), [{"user_id": user_id, "hash": one, "used_ms": None} for one in hashes])


def use_code(conn: Connection, user_id: str, hash: str, now_ms: int) -> bool:
    """Whether this code is one of the person's, and was good until now."""
    mine = (recovery_codes.c.user_id == user_id, recovery_codes.c.hash == hash, recovery_codes.c.used_ms.is_(None))
    return conn.execute(update(recovery_codes).where(*mine).values(used_ms=now_ms)).rowcount == 1


def codes_left(conn: Connection, user_id: str) -> int:
    """How many recovery codes are good still."""
    mine = (recovery_codes.c.user_id == user_id, recovery_codes.c.used_ms.is_(None))
    return conn.scalar(select(func.count()).select_from(recovery_codes).where(*mine)) or 0
