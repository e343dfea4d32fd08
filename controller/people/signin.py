"""Signing in with login and password, and being recognised after that by a random token in a cookie.

The token is given out once; only its SHA-256 is kept, so a stolen database signs nobody in.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from dataclasses import dataclass

from controller.errors import Unauthenticated
from controller.people import passwords, throttle
from controller.people.who import Who
from controller.store import Store, sessions, throttles, users
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


def sign_in(
    store: Store,
    login: str,
    password: str,
    now_ms: int,
    *,
    address: str = "",
    agent: str = "",
    life_ms: int = LIFE_MS,
) -> SignedIn:
    """Check login and password, and open a session.

    Raises ``Unauthenticated``: ``signin-wrong`` (which of the two is wrong is not told, and takes the same time) or
    ``signin-wait`` (``seconds``; the password was not even looked at). Must not be called inside a transaction.
    """
    login = normal_login(login)
    _count(store, login, address, now_ms)
    with store.read() as conn:
        user = users.by_login(conn, login)
    fit, newer = passwords.fits(password, user.password_hash if user is not None and user.active else None)
    if user is None or not fit:
        raise Unauthenticated("signin-wrong")
    return _open(store, user, newer, now_ms, address=address, agent=agent, life_ms=life_ms)


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


def _count(store: Store, login: str, address: str, now_ms: int) -> None:
    """Count the attempt as failed before looking at it: many at once get no free tries. Success takes it back."""
    keys = [f"login:{login}"] + ([f"address:{address[:128]}"] if address else [])
    with store.write() as conn:
        known = {key: throttles.get(conn, key) for key in keys}
        wait_ms = max(throttle.left_ms(one, now_ms) for one in known.values())
        if wait_ms == 0:
            for key, one in known.items():
                throttles.put(conn, throttle.failed(one, key, now_ms))
    if wait_ms > 0:
        raise Unauthenticated("signin-wait", seconds=math.ceil(wait_ms / 1000))


def _open(
    store: Store, user: User, newer: str | None, now_ms: int, *, address: str, agent: str, life_ms: int
) -> SignedIn:
    token = secrets.token_urlsafe(32)
    session = Session(token_hash(token), user.id, now_ms, now_ms, now_ms + life_ms, agent[:256], address[:128])
    with store.write() as conn:
        throttles.forget(conn, f"login:{user.login}")
        throttles.forgive(conn, f"address:{address[:128]}")
        throttles.sweep(conn, now_ms - throttle.FORGOTTEN_AFTER_MS)
        sessions.sweep(conn, now_ms, now_ms - LIFE_MS)
        if newer is not None:
            users.change(conn, user.id, password_hash=newer)
        sessions.add(conn, session)
    return SignedIn(token, Who.of(user), session.expires_ms)
