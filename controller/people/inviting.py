"""People are invited by a one-time link, and choose login and password themselves: nobody ever knows another's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from controller.broadcast.desk import Desk
from controller.errors import ManyRefused, NotFound, Refused
from controller.people import accounts, links
from controller.people.links import Made
from controller.people.who import ROLES, Who, require
from controller.settings import MAIL
from controller.store import areas, audit
from controller.store import links as rows
from controller.store.links import INVITE, Link
from controller.store.users import User

LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class Given:
    """Who is to come. ``mail`` empty: the link is handed over by hand."""

    name: str
    role: str
    area: str
    mail: str = ""


def invite(desk: Desk, who: Who, given: Given) -> Made:
    """A link with which one person can join. Raises `ManyRefused`, ``NotFound("area-unknown")``, `Forbidden`."""
    name = " ".join(given.name.split())[:LONGEST_NAME]
    wrong = [Refused("name-blank", "name")] if not name else []
    if given.role not in ROLES:
        wrong.append(Refused("role-unknown", "role", role=given.role[:20], known=", ".join(ROLES)))
    if given.mail:
        if not can_mail(desk):
            wrong.append(Refused("post-no-mail", "mail"))
        elif len(given.mail) > 254 or not re.fullmatch(MAIL, given.mail):
            wrong.append(Refused("post-mail", "mail"))
    if wrong:
        raise ManyRefused(wrong)
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        place = areas.known(conn, given.area)
        require(who, "users", place.path)
        made = links.make(
            conn, INVITE, who.login, now_ms, name=name, role=given.role, area=place.code, target=given.mail
        )
        detail = {"name": name, "role": given.role, "area": place.code}
        audit.append(conn, now_ms, who.login, "user-invite", made.link.id, detail, address=desk.address)
    return made


def revoke(desk: Desk, who: Who, id: str) -> None:
    """The link is good no more. Raises ``NotFound("link-unknown")``."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        link = rows.get(conn, id)
        place = areas.get(conn, link.area) if link is not None and link.area is not None else None
        if link is None or place is None or link.kind != INVITE or not place.path.startswith(who.path):
            raise NotFound("link-unknown")
        require(who, "users", place.path)
        if rows.end(conn, link.hash, rows.REVOKED, now_ms):
            detail = {"name": link.name, "role": link.role, "area": link.area}
            audit.append(conn, now_ms, who.login, "user-invite-revoke", id, detail, address=desk.address)


def join(desk: Desk, secret: str, login: str, name: str, password: str) -> User:
    """Who was invited is taken in. Raises as `links.opened` and `accounts.add` do."""
    now_ms = desk.now_ms()
    link = links.opened(desk.store, INVITE, secret, now_ms, desk.address)
    new = accounts.new(desk.store, login, name, link.role, link.area or "", password)
    with desk.store.write() as conn:
        links.use(conn, link, now_ms)
        row = accounts.insert(conn, new, now_ms)
        detail = {"login": row.login, "role": row.role, "area": row.area, "by": link.maker}
        audit.append(conn, now_ms, row.login, "user-join", row.id, detail, address=desk.address)
    return row


def open_invitations(desk: Desk, who: Who) -> list[Link]:
    """Those that nobody used yet, also such as expired in the last days."""
    with desk.store.read() as conn:
        return rows.invitations(conn, who.path, desk.now_ms() - 7 * links.DAY_MS)


def can_mail(desk: Desk) -> bool:
    """Whether the service can send letters at all."""
    return bool(desk.settings.notices.smtp_host and desk.settings.notices.sender)
