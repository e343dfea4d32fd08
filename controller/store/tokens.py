"""API tokens, by the SHA-256 of their secret."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from controller.store import pick
from controller.store.tables import tokens


@dataclass(frozen=True, slots=True)
class Token:
    """One API token; ``expires_ms`` None is for ever, ``revoked_ms`` None is not revoked."""

    id: str
    token_hash: str
    user_id: str
    name: str
    created_ms: int
    expires_ms: int | None
    revoked_ms: int | None


_COLUMNS = pick.fields(Token, tokens)


def add(conn: Connection, token: Token) -> None:
    """Keep a new token."""
    conn.execute(tokens.insert(), pick.values(token))


def by_hash(conn: Connection, token_hash: str) -> Token | None:
    """The token, revoked or expired too, or None."""
    return pick.only(conn, Token, select(*_COLUMNS).where(tokens.c.token_hash == token_hash))


def of_user(conn: Connection, user_id: str) -> list[Token]:
    """Somebody's tokens, the oldest first."""
    order = (tokens.c.created_ms, tokens.c.id)
    return pick.every(conn, Token, select(*_COLUMNS).where(tokens.c.user_id == user_id).order_by(*order))


def revoke(conn: Connection, token: str, user_id: str, now_ms: int) -> bool:
    """End a token of this person; whether there was one that was not revoked yet."""
    mine = (tokens.c.id == token, tokens.c.user_id == user_id, tokens.c.revoked_ms.is_(None))
    return conn.execute(update(tokens).where(*mine).values(revoked_ms=now_ms)).rowcount == 1
