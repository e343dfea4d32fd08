"""Public halves of the signing keys; the private ones are files that only the service may read."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update

from controller.store import pick
from controller.store.tables import signing_keys


@dataclass(frozen=True, slots=True)
class Key:
    """One public key: what it may sign (``roles``), for which area, when."""

    kid: str
    public: str
    roles: list[str]
    scope: str
    since_ms: int
    until_ms: int
    revoked_ms: int | None = None
    models: list[str] = field(default_factory=list)
    """Of a maker's: the models whose images it may sign."""


_COLUMNS = pick.fields(Key, signing_keys)


def add(conn: Connection, key: Key) -> None:
    """Keep a new key."""
    conn.execute(signing_keys.insert(), pick.values(key))


def get(conn: Connection, kid: str) -> Key | None:
    """The key, revoked or expired too, or None."""
    return pick.only(conn, Key, select(*_COLUMNS).where(signing_keys.c.kid == kid))


def every(conn: Connection) -> list[Key]:
    """All keys that ever were, the oldest first."""
    return pick.every(conn, Key, select(*_COLUMNS).order_by(signing_keys.c.since_ms, signing_keys.c.kid))


def revoke(conn: Connection, kid: str, now_ms: int) -> bool:
    """Withdraw a key; whether there was one that was not withdrawn yet."""
    open_ = (signing_keys.c.kid == kid, signing_keys.c.revoked_ms.is_(None))
    return conn.execute(update(signing_keys).where(*open_).values(revoked_ms=now_ms)).rowcount == 1
