"""What an administrator settles about people: role and place, suspended or back, gone for good, another password.

Everything stands in the log with who did it and from where, in the transaction that does it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Clash, NotFound
from controller.people import accounts, links
from controller.people.links import Made
from controller.people.who import Who, reaches, require
from controller.store import areas, audit, factors, users
from controller.store.links import RESET
from controller.store.users import User


def found(conn: Connection, who: Who, id: str) -> User:
    """A person whom this one may change. Somebody of another area is not told apart from nobody."""
    row = users.get(conn, id)
    if row is None or not reaches(who, row.path):
        raise NotFound("user-unknown")
    require(who, "users", row.path)
    return row


def change(desk: Desk, who: Who, id: str, **wanted: Any) -> User:
    """Another name, role, area, language; ``active`` False suspends. Raises as `accounts.change` does."""
    with desk.store.write() as conn:
        before = found(conn, who, id)
        if wanted.get("area") is not None:
            require(who, "users", areas.known(conn, wanted["area"]).path)
        after = accounts.change(conn, id, **wanted)
        changed = {key: value for key, value in wanted.items() if getattr(before, key) != getattr(after, key)}
        match changed:
            case {"active": active} if len(changed) == 1:
                _log(conn, desk, who, "user-resume" if active else "user-suspend", after, {})
            case {**rest} if rest:
                _log(conn, desk, who, "user-change", after, changed)
    return after


def end(desk: Desk, who: Who, id: str) -> User:
    """This person is no longer here, for good. Raises as `accounts.end` does."""
    with desk.store.write() as conn:
        found(conn, who, id)
        after = accounts.end(conn, id, desk.now_ms())
        _log(conn, desk, who, "user-end", after, {})
    return after


def reset(desk: Desk, who: Who, id: str) -> Made:
    """A link with which the person chooses another password; until then the old one is good.

    Raises ``Clash("user-not-active")`` for somebody who may not sign in anyway.
    """
    with desk.store.write() as conn:
        row = found(conn, who, id)
        made = reset_link(conn, row, who.login, desk.now_ms())
        _log(conn, desk, who, "user-reset", row, {})
    return made


def reset_link(conn: Connection, row: User, by: str, now_ms: int) -> Made:
    """The same inside a transaction, and without a word in the log."""
    if not row.active:
        raise Clash("user-not-active", name=row.name)
    return links.make(conn, RESET, by, now_ms, user_id=row.id, name=row.name)


def choose(desk: Desk, secret: str, password: str) -> User:
    """Who was given such a link chooses another password; all sessions end.

    Raises as `links.opened` and `accounts.prepared` do.
    """
    now_ms = desk.now_ms()
    link = links.opened(desk.store, RESET, secret, now_ms, desk.address)
    stored = accounts.prepared(desk.store, link.user_id or "", password)
    with desk.store.write() as conn:
        links.use(conn, link, now_ms)
        row = accounts.known(conn, link.user_id or "")
        if not row.active:
            raise Clash("user-not-active", name=row.name)
        accounts.keep_password(conn, row, stored, now_ms)
        detail = {"login": row.login, "by": link.maker}
        audit.append(conn, now_ms, row.login, "password-reset", row.id, detail, address=desk.address)
    return row


def without_factor(desk: Desk, who: Who, id: str) -> User:
    """Telephone lost: from now on this person signs in by password alone. Raises ``NotFound("factor-none")``."""
    with desk.store.write() as conn:
        row = found(conn, who, id)
        if not factors.forget(conn, id):
            raise NotFound("factor-none")
        _log(conn, desk, who, "factor-reset", row, {})
    return row


def _log(conn: Connection, desk: Desk, who: Who, action: str, row: User, detail: dict[str, Any]) -> None:
    said = {"login": row.login, "name": row.name, **detail}
    audit.append(conn, desk.now_ms(), who.login, action, row.id, said, address=desk.address)
