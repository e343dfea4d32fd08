"""People who may sign in. Logins are kept in lower case; `controller.people` checks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from controller.store import pick
from controller.store.areas import within
from controller.store.tables import areas, users


@dataclass(frozen=True, slots=True)
class User:
    """One person, with the path of the area that the role is bound to."""

    id: str
    login: str
    name: str
    password_hash: str
    role: str
    area: str
    active: bool
    language: str
    created_ms: int
    ended_ms: int | None
    """Since when this person is no longer here, for good."""
    path: str
    """Of `area`."""


COLUMNS = pick.fields(User, users, areas)


def _query() -> Select[Any]:
    return select(*COLUMNS).join_from(users, areas, users.c.area == areas.c.code)


def add(
    conn: Connection,
    user: str,
    login: str,
    name: str,
    password_hash: str,
    role: str,
    area: str,
    now_ms: int,
    *,
    language: str = "vi",
) -> None:
    """A new person; the database refuses a login that is taken."""
    conn.execute(
        users.insert().values(
            id=user,
            login=login,
            name=name,
            password_hash=password_hash,
            role=role,
            area=area,
            active=True,
            language=language,
            created_ms=now_ms,
        )
    )


def get(conn: Connection, user: str) -> User | None:
    """The person, active or not, or None."""
    return pick.only(conn, User, _query().where(users.c.id == user))


def by_login(conn: Connection, login: str) -> User | None:
    """The person, active or not, or None."""
    return pick.only(conn, User, _query().where(users.c.login == login))


def below(conn: Connection, path: str = "/") -> list[User]:
    """Everybody whose area is at ``path`` or below, by login."""
    return pick.every(conn, User, _query().where(within(areas.c.path, path)).order_by(users.c.login))


def change(conn: Connection, user: str, **columns: Any) -> bool:
    """Set some of name, password_hash, role, area, active, language, ended_ms; whether the person exists."""
    return conn.execute(update(users).where(users.c.id == user).values(**columns)).rowcount == 1


def rulers(conn: Connection, path: str, but: str) -> int:
    """How many active administrators reach the area at ``path``, not counting one person."""
    ends = [end for end, sign in enumerate(path) if sign == "/" and end]
    above = [path[: end + 1] for end in ends]
    mine = (users.c.role == "administrator", users.c.active, users.c.id != but, areas.c.path.in_(above))
    join = users.join(areas, users.c.area == areas.c.code)
    return conn.execute(select(func.count()).select_from(join).where(*mine)).scalar_one()


def count(conn: Connection) -> int:
    """How many people there are."""
    return conn.execute(select(func.count()).select_from(users)).scalar_one()
