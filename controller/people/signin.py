"""Signing in with login and password, and being recognised after that by a random token in a cookie.

The token is given out once; only its SHA-256 is kept, so a stolen database signs nobody in.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from controller.errors import Unauthenticated
from controller.people import attempts, passwords, throttle
from controller.people.who import Who
from controller.store import Store, factors, sessions, throttles, users
from controller.store.sessions import Session
from controller.store.users import User

IDLE_MS = 12 * 3_600_000
"""A session that nobody used for so long is over."""
LIFE_MS = 30 * 86_400_000
"""A session is over after so long, used or not."""
_TOUCH_MS = 60_000  # how exactly we remember the last use: a write a minute, not one a click
_LONGEST_LOGIN = 64


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session. ``token`` is shown to nobody but the browser, and never again."""

    token: str
    who: Who
    expires_ms: int


class CodeNeeded(Unauthenticated):
    """Login and password are right; the code of the second factor is missing."""

    def __init__(self, user_id: str) -> None:
        super().__init__("signin-code-needed", "code")
        self.user_id = user_id


def sign_in(
    store: Store,
    login: str,
    password: str,
    now_ms: int,
    *,
    address: str = "",
    agent: str = "",
    life_ms: int = LIFE_MS,
    second: Callable[[str], None] | None = None,
) -> SignedIn:
    """Check login and password, and open a session. ``second`` proves the second factor of a person who has one, or
    raises.

    Raises ``Unauthenticated``: ``signin-wrong`` (which of the two is wrong is not told, and takes the same time),
    ``signin-wait`` (``seconds``; the password was not even looked at), or `CodeNeeded` where ``second`` is missing.
    Must not be called inside a transaction.
    """
    login = normal_login(login)
    attempts.count(store, [f"login:{login}", *attempts.at(address)], now_ms)
    with store.read() as conn:
        user = users.by_login(conn, login)
    fit, newer = passwords.fits(password, user.password_hash if user is not None and user.active else None)
    if user is None or not fit:
        raise Unauthenticated("signin-wrong")
    with store.write() as conn:
        throttles.forget(conn, f"login:{user.login}")
        attempts.forgive(conn, address)
        if newer is not None:
            users.change(conn, user.id, password_hash=newer)
        asked = factors.confirmed(conn, user.id) is not None
    if asked and second is None:
        raise CodeNeeded(user.id)
    if asked and second is not None:
        second(user.id)
    return open_session(store, user, now_ms, address=address, agent=agent, life_ms=life_ms)


def session_of(store: Store, token: str, now_ms: int, *, idle_ms: int = IDLE_MS) -> Who:
    """Who a session belongs to. Raises ``Unauthenticated("session-ended")``."""
    with store.read() as conn:
        session = sessions.get(conn, token_hash(token))
        user = users.get(conn, session.user_id) if session is not None else None
    if session is None or user is None or not user.active:
        raise Unauthenticated("session-ended")
    if now_ms >= session.expires_ms or now_ms - session.seen_ms >= idle_ms:
        raise Unauthenticated("session-ended")
    if now_ms - session.seen_ms >= _TOUCH_MS:
        with store.write() as conn:
            sessions.touch(conn, session.token_hash, now_ms)
    return Who.of(user)


def sign_out(store: Store, token: str) -> bool:
    """End a session; whether there was one."""
    with store.write() as conn:
        return sessions.end(conn, token_hash(token))


def normal_login(login: str) -> str:
    """A login as it is kept: people type capitals and spaces on telephones."""
    return login.strip().casefold()[:_LONGEST_LOGIN]


def token_hash(token: str) -> str:
    """What is kept of a random token. It has 256 bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def open_session(
    store: Store, user: User, now_ms: int, *, address: str = "", agent: str = "", life_ms: int = LIFE_MS
) -> SignedIn:
    """Let a person in who has proven to be the one."""
    token = secrets.token_urlsafe(32)
    session = Session(token_hash(token), user.id, now_ms, now_ms, now_ms + life_ms, agent[:256], address[:128])
    with store.write() as conn:
        throttles.sweep(conn, now_ms - throttle.FORGOTTEN_AFTER_MS)
        sessions.sweep(conn, now_ms, now_ms - LIFE_MS)
        sessions.add(conn, session)
    return SignedIn(token, Who.of(user), session.expires_ms)
