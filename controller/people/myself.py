"""What people settle for themselves: their password, and where they are signed in."""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people import accounts, attempts, passwords
from controller.people.signin import token_hash
from controller.people.who import Who
from controller.store import audit, sessions, throttles
from controller.store.sessions import Session

_SHOWN = 16
"""Signs of a session's hash by which it is called: enough to tell them apart, and of no use to anybody else."""


def change_password(desk: Desk, who: Who, old: str, new: str, token: str) -> int:
    """Another password; all other sessions end, this one goes on. How many ended.

    Raises ``Refused("password-old-wrong")``, ``Unauthenticated("signin-wait")``, and as `accounts.prepared` does.
    """
    now_ms = desk.now_ms()
    prove(desk, who, old, "old")
    stored = accounts.prepared(desk.store, who.user_id, new)
    with desk.store.write() as conn:
        here = sessions.get(conn, token_hash(token))
        ended = len(sessions.of_user(conn, who.user_id))
        accounts.keep_password(conn, accounts.known(conn, who.user_id), stored, now_ms)
        if here is not None and here.user_id == who.user_id:
            sessions.add(conn, here)
            ended -= 1
        audit.append(conn, now_ms, who.login, "password-change", who.user_id, {"ended": ended}, address=desk.address)
    return ended


def prove(desk: Desk, who: Who, password: str, field: str = "password") -> None:
    """Whoever sits before an open session is not yet the person. Guesses count as those at sign-in."""
    now_ms = desk.now_ms()
    attempts.count(desk.store, [f"login:{who.login}", *attempts.at(desk.address)], now_ms)
    with desk.store.read() as conn:
        stored = accounts.known(conn, who.user_id).password_hash
    if not passwords.fits(password, stored)[0]:
        raise Refused("password-old-wrong", field)
    with desk.store.write() as conn:
        throttles.forget(conn, f"login:{who.login}")
        attempts.forgive(conn, desk.address)


def open_sessions(desk: Desk, who: Who) -> list[Session]:
    """Where one is signed in, the last used first."""
    with desk.store.read() as conn:
        return [one for one in sessions.of_user(conn, who.user_id) if one.expires_ms > desk.now_ms()]


def name_of(session: Session) -> str:
    """What pages and programs call it."""
    return session.token_hash[:_SHOWN]


def end_session(desk: Desk, who: Who, name: str) -> None:
    """Sign out there. Raises ``NotFound("session-unknown")``."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        mine = [one for one in sessions.of_user(conn, who.user_id) if name_of(one) == name]
        if not mine:
            raise NotFound("session-unknown")
        sessions.end(conn, mine[0].token_hash)
        detail = {"from": mine[0].address}
        audit.append(conn, now_ms, who.login, "session-end", who.user_id, detail, address=desk.address)


def end_others(desk: Desk, who: Who, token: str) -> int:
    """Sign out everywhere but here; how many sessions ended."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        ended = sessions.end_others(conn, who.user_id, token_hash(token))
        detail = {"ended": ended}
        audit.append(conn, now_ms, who.login, "session-end-others", who.user_id, detail, address=desk.address)
    return ended
