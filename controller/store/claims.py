"""Codes with which a box takes a device's place: of each only a keyed hash, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from controller.store import feed, pick
from controller.store.tables import claims

USED, REPLACED, REVOKED = "used", "replaced", "revoked"


@dataclass(frozen=True, slots=True)
class Code:
    """One code, for a box of model ``profile``. While ``ended_ms`` is None it is good until ``expires_ms``; ``end`` is
    used, replaced or revoked."""

    hash: str
    device: str
    profile: str
    made_ms: int
    expires_ms: int
    maker: str
    ended_ms: int | None = None
    end: str = ""
    nonce: str = ""
    hardware: str = ""
    others: int = 0
    other_ms: int | None = None
    other: str = ""

    def is_good(self, now_ms: int) -> bool:
        """Whether a box may use it."""
        return self.ended_ms is None and now_ms < self.expires_ms


_COLUMNS = pick.fields(Code, claims)


def add(conn: Connection, code: Code) -> None:
    """A new code; the one that the device had is good no more. The database refuses a second good one."""
    end(conn, [code.device], REPLACED, code.made_ms)
    conn.execute(claims.insert(), pick.values(code))


def get(conn: Connection, hash: str) -> Code | None:
    """The code of this hash, good or not."""
    return pick.only(conn, Code, select(*_COLUMNS).where(claims.c.hash == hash))


def end(conn: Connection, devices: Collection[str], how: str, now_ms: int) -> int:
    """Let the good codes of these devices be good no more; how many there were."""
    mine = (claims.c.ended_ms.is_(None), feed.among(conn, claims.c.device, devices))
    return conn.execute(update(claims).where(*mine).values(ended_ms=now_ms, end=how)).rowcount


def use(conn: Connection, hash: str, nonce: str, hardware: str, now_ms: int) -> bool:
    """Use a code up; False where another was quicker."""
    mine = (claims.c.hash == hash, claims.c.ended_ms.is_(None))
    used = {"ended_ms": now_ms, "end": USED, "nonce": nonce, "hardware": hardware}
    return conn.execute(update(claims).where(*mine).values(used)).rowcount == 1


def asked_by_another(conn: Connection, hash: str, hardware: str, now_ms: int) -> None:
    """Note that a box asked with a code that another box has used."""
    told = {"others": claims.c.others + 1, "other_ms": now_ms, "other": hardware}
    conn.execute(update(claims).where(claims.c.hash == hash).values(told))


def newest(conn: Connection, devices: Collection[str]) -> dict[str, Code]:
    """The last code of each of these."""
    query = select(*_COLUMNS).where(feed.among(conn, claims.c.device, devices)).order_by(claims.c.made_ms)
    return {one.device: one for one in pick.every(conn, Code, query)}


def doubled(conn: Connection, since_ms: int) -> dict[str, Code]:
    """By device: codes with which another box asked again since an instant."""
    query = select(*_COLUMNS).where(claims.c.other_ms >= since_ms).order_by(claims.c.other_ms)
    return {one.device: one for one in pick.every(conn, Code, query)}


def count_good(conn: Connection, devices: Collection[str], now_ms: int) -> int:
    """How many of these have a code that is good."""
    mine = (claims.c.ended_ms.is_(None), claims.c.expires_ms > now_ms, feed.among(conn, claims.c.device, devices))
    return conn.scalar(select(func.count()).select_from(claims).where(*mine)) or 0


def sweep(conn: Connection, before_ms: int) -> int:
    """Forget codes that were over before an instant, but not who tried them again since; how many."""
    old = (claims.c.expires_ms < before_ms, func.coalesce(claims.c.other_ms, 0) < before_ms)
    return conn.execute(delete(claims).where(*old)).rowcount
