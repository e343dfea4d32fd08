"""One-time links, by the SHA-256 of their secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from controller.store import pick
from controller.store.areas import within
from controller.store.tables import areas, links

INVITE, RESET, FIRST, HALF = "invite", "reset", "first", "half"
USED, REVOKED = "used", "revoked"


@dataclass(frozen=True, slots=True)
class Link:
    """One link, good or not."""

    hash: str
    id: str
    kind: str
    user_id: str | None
    name: str
    role: str
    area: str | None
    target: str
    maker: str
    made_ms: int
    expires_ms: int
    ended_ms: int | None = None
    end: str = ""

    def is_good(self, now_ms: int) -> bool:
        """Whether it can still be used."""
        return self.ended_ms is None and now_ms < self.expires_ms


_COLUMNS = pick.fields(Link, links)


def add(conn: Connection, link: Link) -> None:
    """Keep a new one."""
    conn.execute(links.insert(), pick.values(link))


def by_hash(conn: Connection, hash: str) -> Link | None:
    """The link, good or not, or None."""
    return pick.only(conn, Link, select(*_COLUMNS).where(links.c.hash == hash))


def get(conn: Connection, id: str) -> Link | None:
    """The same, by what pages and programs call it."""
    return pick.only(conn, Link, select(*_COLUMNS).where(links.c.id == id))


def invitations(conn: Connection, path: str, since_ms: int) -> list[Link]:
    """Those to join in the area at ``path`` or below that nobody used, and that expired after ``since_ms``."""
    query = (
        select(*_COLUMNS)
        .join_from(links, areas, areas.c.code == links.c.area)
        .where(links.c.kind == INVITE, links.c.ended_ms.is_(None), links.c.expires_ms > since_ms)
        .where(within(areas.c.path, path))
        .order_by(links.c.made_ms.desc(), links.c.id)
    )
    return pick.every(conn, Link, query)


def end(conn: Connection, hash: str, how: str, now_ms: int) -> bool:
    """It is good no more; whether it was until now."""
    mine: Any = update(links).where(links.c.hash == hash, links.c.ended_ms.is_(None))
    return conn.execute(mine.values(ended_ms=now_ms, end=how)).rowcount == 1


def end_of_user(conn: Connection, user_id: str, kinds: tuple[str, ...], now_ms: int) -> None:
    """Those of a kind for this person are good no more."""
    mine = update(links).where(links.c.user_id == user_id, links.c.kind.in_(kinds), links.c.ended_ms.is_(None))
    conn.execute(mine.values(ended_ms=now_ms, end=REVOKED))


def end_of_kind(conn: Connection, kind: str, now_ms: int) -> None:
    """All of a kind are good no more."""
    mine = update(links).where(links.c.kind == kind, links.c.ended_ms.is_(None))
    conn.execute(mine.values(ended_ms=now_ms, end=REVOKED))


def sweep(conn: Connection, before_ms: int) -> int:
    """Forget what expired before; how many."""
    return conn.execute(delete(links).where(links.c.expires_ms < before_ms)).rowcount
