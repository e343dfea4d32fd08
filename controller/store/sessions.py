"""Signed-in browsers, by the SHA-256 of their cookie."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, or_, select, update

from controller.store import pick
from controller.store.tables import sessions


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser."""

    token_hash: str
    user_id: str
    created_ms: int
    seen_ms: int
    expires_ms: int
    agent: str
    address: str


_COLUMNS = pick.fields(Session, sessions)


def add(conn: Connection, session: Session) -> None:
    """Keep a new session."""
    conn.execute(sessions.insert(), pick.values(session))


def get(conn: Connection, token_hash: str) -> Session | None:
    """The session, ended or not, or None."""
    return pick.only(conn, Session, select(*_COLUMNS).where(sessions.c.token_hash == token_hash))


def of_user(conn: Connection, user_id: str) -> list[Session]:
    """Where somebody is signed in, the last used first."""
    return pick.every(
        conn, Session, select(*_COLUMNS).where(sessions.c.user_id == user_id).order_by(sessions.c.seen_ms.desc())
    )


def touch(conn: Connection, token_hash: str, now_ms: int) -> None:
    """Note that the session was used."""
    conn.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(seen_ms=now_ms))


def end(conn: Connection, token_hash: str) -> bool:
    """Sign out; whether there was such a session."""
    return conn.execute(delete(sessions).where(sessions.c.token_hash == token_hash)).rowcount == 1


def end_all(conn: Connection, user_id: str) -> int:
    """Sign somebody out everywhere; how many sessions ended."""
    return conn.execute(delete(sessions).where(sessions.c.user_id == user_id)).rowcount


def end_others(conn: Connection, user_id: str, token_hash: str) -> int:
    """Sign somebody out everywhere but here; how many sessions ended."""
    others = (sessions.c.user_id == user_id, sessions.c.token_hash != token_hash)
    return conn.execute(delete(sessions).where(*others)).rowcount


def last_seen(conn: Connection) -> dict[str, int]:
    """When each person who is signed in was here last."""
    query = select(sessions.c.user_id, func.max(sessions.c.seen_ms)).group_by(sessions.c.user_id)
    return dict(conn.execute(query).all())


def sweep(conn: Connection, now_ms: int, unused_since_ms: int) -> int:
    """Forget sessions that expired by now or that nobody used since; how many."""
    gone = or_(sessions.c.expires_ms <= now_ms, sessions.c.seen_ms <= unused_since_ms)
    return conn.execute(delete(sessions).where(gone)).rowcount
