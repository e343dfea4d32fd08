"""API tokens ``tl_…``: shown once, kept as a hash, as good as their owner, until they expire or are revoked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.errors import NotFound, Refused, Unauthenticated
from controller.people.signin import token_hash
from controller.people.who import Who
from controller.store import Store, tokens, users
from controller.store.tokens import Token

PREFIX = "tl_"
"""Lets a person, and a scanner of published code, recognise one."""
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token: ``secret`` is shown now and never again."""

    id: str
    secret: str
    expires_ms: int | None


def issue(conn: Connection, who: Who, name: str, now_ms: int, expires_ms: int | None = None) -> Issued:
    """A new token of this person. Raises ``Refused``: ``token-name-blank`` or ``token-expiry-past``."""
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise Refused("token-name-blank", "name")
    if expires_ms is not None and expires_ms <= now_ms:
        raise Refused("token-expiry-past", "expires")
    issued = Issued(secrets.token_hex(8), PREFIX + secrets.token_urlsafe(32), expires_ms)
    tokens.add(conn, Token(issued.id, token_hash(issued.secret), who.user_id, name, now_ms, expires_ms, None))
    return issued


def token_of(store: Store, secret: str, now_ms: int) -> Who:
    """Who an API token belongs to. Raises ``Unauthenticated("token-wrong")``, whatever is wrong with it."""
    with store.read() as conn:
        token = tokens.by_hash(conn, token_hash(secret))
        user = users.get(conn, token.user_id) if token is not None else None
    if token is None or user is None or not user.active or token.revoked_ms is not None:
        raise Unauthenticated("token-wrong")
    if token.expires_ms is not None and now_ms >= token.expires_ms:
        raise Unauthenticated("token-wrong")
    return Who.of(user)


def revoke(conn: Connection, who: Who, token: str, now_ms: int) -> None:
    """End one of this person's tokens. Raises ``NotFound("token-unknown")``."""
    if not tokens.revoke(conn, token, who.user_id, now_ms):
        raise NotFound("token-unknown")
