"""Taking people in, and changing what they are."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.errors import Clash, ManyRefused, NotFound, Refused
from controller.people import passwords
from controller.people.signin import normal_login
from controller.people.who import ADMINISTRATOR, ROLES
from controller.store import Store, areas, factors, links, sessions, throttles, users
from controller.store.users import User

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class New:
    """Somebody who may come in: all is checked but whether login and place are still free."""

    login: str
    name: str
    role: str
    area: str
    stored: str
    language: str


def new(store: Store, login: str, name: str, role: str, area: str, password: str, *, language: str = "vi") -> New:
    """Check all that can be checked. Not inside a transaction: the hash takes its time.

    Raises `ManyRefused` (``login-form``, ``login-taken``, ``name-blank``, ``role-unknown``, ``language-unknown``,
    ``password-short``, ``password-long``, ``password-guessable``), or ``NotFound("area-unknown")``.
    """
    login, name = normal_login(login), " ".join(name.split())
    wrong: list[Refused] = []
    if not _LOGIN.fullmatch(login):
        wrong.append(Refused("login-form", "login"))
    if not name:
        wrong.append(Refused("name-blank", "name"))
    try:
        _refuse_unknown(role, language)
    except Refused as refused:
        wrong.append(refused)
    with store.read() as conn:
        place = areas.known(conn, area).name
        if users.by_login(conn, login) is not None:
            wrong.append(Clash("login-taken", "login", login=login))
    try:
        passwords.checked(password, (login, name, place))
    except Refused as refused:
        wrong.append(refused)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise ManyRefused(wrong)
    return New(login, name, role, area, passwords.hashed(password), language)


def insert(conn: Connection, one: New, now_ms: int) -> User:
    """Take a checked person in. Raises ``NotFound("area-unknown")`` or ``Clash("login-taken")``."""
    areas.known(conn, one.area)
    if users.by_login(conn, one.login) is not None:
        raise Clash("login-taken", "login", login=one.login)
    user = secrets.token_hex(8)
    users.add(conn, user, one.login, one.name, one.stored, one.role, one.area, now_ms, language=one.language)
    return known(conn, user)


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
    """A new person. Raises as `new` and `insert` do; not inside a transaction."""
    one = new(store, login, name, role, area, password, language=language)
    with store.write() as conn:
        return insert(conn, one, now_ms)


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

    Raises as `add` does, and ``NotFound("user-unknown")``, ``Clash("user-ended")``, ``Clash("administrator-last")``.
    """
    before = known(conn, user)
    if before.ended_ms is not None:
        raise Clash("user-ended", name=before.name)
    _refuse_unknown(role or before.role, language or before.language)
    if name is not None and not name.strip():
        raise Refused("name-blank", "name")
    if area is not None:
        areas.known(conn, area)
    if before.role == ADMINISTRATOR and before.active:
        stays = role in (None, ADMINISTRATOR) and active is not False and area in (None, before.area)
        if not stays:
            _refuse_last(conn, before)
    told = {"name": name, "role": role, "area": area, "active": active, "language": language}
    columns = {column: value for column, value in told.items() if value is not None}
    if columns:
        users.change(conn, user, **columns)
    if active is False:
        sessions.end_all(conn, user)
    return known(conn, user)


def end(conn: Connection, user: str, now_ms: int) -> User:
    """This person is no longer here, for good: signed out everywhere, tokens and links void. Log and notices keep the
    name, and nobody gets the login.

    Raises ``NotFound("user-unknown")``, ``Clash``: ``user-ended`` or ``administrator-last``.
    """
    change(conn, user, active=False)
    users.change(conn, user, ended_ms=now_ms)
    links.end_of_user(conn, user, (links.RESET, links.HALF), now_ms)
    factors.forget(conn, user)
    return known(conn, user)


def prepared(store: Store, user: str, password: str) -> str:
    """The hash of a person's next password. Not inside a transaction.

    Raises ``NotFound("user-unknown")``, ``Refused``: ``password-short``, ``password-long`` or ``password-guessable``.
    """
    with store.read() as conn:
        row = known(conn, user)
        place = areas.get(conn, row.area)
    return passwords.hashed(password, (row.login, row.name, place.name if place else ""))


def set_password(store: Store, user: str, password: str, now_ms: int) -> None:
    """A new password; every session of the person ends. Not inside a transaction. Raises as `prepared` does."""
    stored = prepared(store, user, password)
    with store.write() as conn:
        keep_password(conn, known(conn, user), stored, now_ms)


def keep_password(conn: Connection, row: User, stored: str, now_ms: int) -> None:
    """The hash that `prepared` made is the person's from now on; every session ends, and every link to choose one."""
    users.change(conn, row.id, password_hash=stored)
    sessions.end_all(conn, row.id)
    links.end_of_user(conn, row.id, (links.RESET, links.HALF), now_ms)
    throttles.forget(conn, f"login:{row.login}")


def _refuse_last(conn: Connection, row: User) -> None:
    """Somebody must be left who can take people in here. Two who suspend each other take turns at the store."""
    if users.rulers(conn, row.path, row.id) == 0:
        raise Clash("administrator-last", name=row.name)


def _refuse_unknown(role: str, language: str) -> None:
    if role not in ROLES:
        raise Refused("role-unknown", "role", role=role, known=", ".join(ROLES))
    if language not in LANGUAGES:
        raise Refused("language-unknown", "language", language=language, known=", ".join(LANGUAGES))
