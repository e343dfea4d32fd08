"""Addresses of calendar feeds, by the SHA-256 of their secret."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from controller.store import pick
from controller.store.tables import feeds


@dataclass(frozen=True, slots=True)
class Feed:
    """One address: whose, and of which area or device the plan is. ``revoked_ms`` None is not revoked."""

    id: str
    token_hash: str
    user_id: str
    kind: str
    target: str
    name: str
    created_ms: int
    revoked_ms: int | None = None


_COLUMNS = pick.fields(Feed, feeds)


def add(conn: Connection, feed: Feed) -> None:
    """Keep a new address."""
    conn.execute(feeds.insert(), pick.values(feed))


def by_hash(conn: Connection, token_hash: str) -> Feed | None:
    """The address, revoked too, or None."""
    return pick.only(conn, Feed, select(*_COLUMNS).where(feeds.c.token_hash == token_hash))


def of_user(conn: Connection, user_id: str) -> list[Feed]:
    """Somebody's addresses, the oldest first."""
    order = (feeds.c.created_ms, feeds.c.id)
    return pick.every(conn, Feed, select(*_COLUMNS).where(feeds.c.user_id == user_id).order_by(*order))


def revoke(conn: Connection, feed: str, user_id: str, now_ms: int) -> bool:
    """End an address of this person; whether there was one that was not revoked yet."""
    mine = (feeds.c.id == feed, feeds.c.user_id == user_id, feeds.c.revoked_ms.is_(None))
    return conn.execute(update(feeds).where(*mine).values(revoked_ms=now_ms)).rowcount == 1
