"""The first administrator of an empty service, by a link that works once and for an hour. There is no default password.

Whoever starts the service reads the link from its screen or its log; each start makes another.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Clash, ManyRefused, Refused
from controller.fleet import keys
from controller.people import accounts, links
from controller.people.links import Made
from controller.people.who import ADMINISTRATOR
from controller.store import Store, areas, audit, devices, users
from controller.store import links as rows
from controller.store.links import FIRST
from controller.store.users import User

ROOT = "tinh"
"""The code of the highest place where nobody made one: signing keys are good for it and all below."""
_BEFORE_NAMED = "Tỉnh"
_LONGEST_CODE = 40


def prepare(store: Store, folder: Path, zone: str, now_ms: int) -> Made | None:
    """Make an empty service able to start, and a link for its first administrator; None where somebody is there.

    Signing keys must be there before the service runs, and belong to a place: so the highest one is made, too.
    """
    with store.write() as conn:
        if users.count(conn):
            return None
        if not areas.below(conn, ended=True) and keys.document(conn) is None:
            areas.add(conn, ROOT, None, "province", _BEFORE_NAMED, now_ms, zone=zone)
            keys.make_all(conn, folder, ROOT, now_ms)
        rows.end_of_kind(conn, FIRST, now_ms)
        return links.make(conn, FIRST, "system", now_ms)


def opened(desk: Desk, secret: str) -> None:
    """Whether the link may be opened. Raises as `links.opened` does, and ``Clash("first-done")``."""
    links.opened(desk.store, FIRST, secret, desk.now_ms(), desk.address)
    with desk.store.read() as conn:
        _refuse_somebody(conn)


def administrator(
    desk: Desk, secret: str, login: str, name: str, password: str, *, province: str, commune: str
) -> User:
    """Take the first one in, and call the places by their names. Raises as `links.opened` and `accounts.new` do, and
    ``Clash("first-done")`` where somebody was quicker."""
    now_ms = desk.now_ms()
    link = links.opened(desk.store, FIRST, secret, now_ms, desk.address)
    with desk.store.read() as conn:
        _refuse_somebody(conn)
        top = areas.below(conn)[0]
        bare = needs_names(conn)
    province, commune = (" ".join(one.split())[:160] for one in (province, commune))
    wrong: list[Refused] = []
    if bare:
        wrong = [
            Refused("name-blank", field) for field, one in (("province", province), ("commune", commune)) if not one
        ]
    try:
        new = accounts.new(desk.store, login, name, ADMINISTRATOR, top.code, password)
    except ManyRefused as refused:
        raise ManyRefused((*wrong, *refused.refusals)) from None
    except Refused as refused:
        raise ManyRefused((*wrong, refused)) from None
    if wrong:
        raise ManyRefused(wrong)
    with desk.store.write() as conn:
        _refuse_somebody(conn)
        links.use(conn, link, now_ms)
        if bare:
            areas.change(conn, top.code, name=province)
            made = areas.add(conn, code_of(conn, commune), top.code, "commune", commune, now_ms, zone=top.zone)
            detail = {"parent": top.code, "name": commune}
            audit.append(conn, now_ms, new.login, "area-add", made.code, detail, address=desk.address)
        row = accounts.insert(conn, new, now_ms)
        detail = {"login": row.login, "name": row.name}
        audit.append(conn, now_ms, row.login, "first-administrator", row.id, detail, address=desk.address)
    return row


def needs_names(conn: Connection) -> bool:
    """Whether nobody has said yet which places these are."""
    known = areas.below(conn, ended=True)
    return len(known) == 1 and (known[0].code, known[0].name) == (ROOT, _BEFORE_NAMED)


def code_of(conn: Connection, name: str) -> str:
    """A free code for a place: its name without accents."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_CODE].strip("-") or "dia-ban"
    code, number = base, 1
    while areas.get(conn, code) is not None or devices.get(conn, code) is not None:
        number += 1
        code = f"{base}-{number}"
    return code


def _refuse_somebody(conn: Connection) -> None:
    if users.count(conn):
        raise Clash("first-done")
