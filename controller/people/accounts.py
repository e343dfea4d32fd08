"""Taking people in, and changing what they are."""

from __future__ import annotations

import re
import secrets

from sqlalchemy import Connection

from controller.errors import Clash, NotFound, Refused
from controller.people import passwords
from controller.people.signin import normal_login
from controller.people.who import ROLES
from controller.store import Store, areas, sessions, users
from controller.store.users import User

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
LANGUAGES = ("vi", "en")


def add(
    store: Store,
    login: str,
    name: str,
    role: str,
    area: str,
    password: str,
    now_ms: int,
    *,
    language: str = "vi",
) -> User:
    """A new person.

    Raises ``Refused`` (``login-form``, ``name-blank``, ``role-unknown``, ``language-unknown``, ``password-short``,
    ``password-long``), ``NotFound("area-unknown")`` or ``Clash("login-taken")``. Not inside a transaction: the hash
    takes its time.
    """
    login, name = normal_login(login), " ".join(name.split())
    if not _LOGIN.fullmatch(login):
        raise Refused("login-form", "login")
    if not name:
        raise Refused("name-blank", "name")
    _refuse_unknown(role, language)
    stored = passwords.hashed(password)
    with store.write() as conn:
        areas.known(conn, area)
        if users.by_login(conn, login) is not None:
            raise Clash("login-taken", "login", login=login)
        user = secrets.token_hex(8)
        users.add(conn, user, login, name, stored, role, area, now_ms, language=language)
        return known(conn, user)


def known(conn: Connection, user: str) -> User:
    """The person. Raises ``NotFound("user-unknown")``."""
    found = users.get(conn, user)
    if found is None:
        raise NotFound("user-unknown")
    return found


def change(
    conn: Connection,
    user: str,
    *,
    name: str | None = None,
    role: str | None = None,
    area: str | None = None,
    active: bool | None = None,
    language: str | None = None,
) -> User:
    """Change what is given. Who is no longer active is signed out everywhere.

    Raises as `add` does, and ``NotFound("user-unknown")``.
    """
    before = known(conn, user)
    _refuse_unknown(role or before.role, language or before.language)
    if name is not None and not name.strip():
        raise Refused("name-blank", "name")
    if area is not None:
        areas.known(conn, area)
    told = {"name": name, "role": role, "area": area, "active": active, "language": language}
    columns = {column: value for column, value in told.items() if value is not None}
    if columns:
        users.change(conn, user, **columns)
    if active is False:
        sessions.end_all(conn, user)
    return known(conn, user)


def set_password(store: Store, user: str, password: str) -> None:
    """A new password; every session of the person ends. Not inside a transaction.

    Raises ``NotFound("user-unknown")``, ``Refused``: ``password-short`` or ``password-long``.
    """
    stored = passwords.hashed(password)
    with store.write() as conn:
        if not users.change(conn, user, password_hash=stored):
            raise NotFound("user-unknown")
        sessions.end_all(conn, user)


def _refuse_unknown(role: str, language: str) -> None:
    if role not in ROLES:
        raise Refused("role-unknown", "role", role=role, known=", ".join(ROLES))
    if language not in LANGUAGES:
        raise Refused("language-unknown", "language", language=language, known=", ".join(LANGUAGES))
