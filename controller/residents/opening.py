"""The switch of a commune's page: off until somebody there turns it on."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.who import Who, reaches, require
from controller.store import areas, audit, open_pages
from controller.store.areas import Area
from controller.store.open_pages import OpenPage

COMMUNE = "commune"


def set_open(desk: Desk, who: Who, code: str, *, is_open: bool) -> bool:
    """Turn the page on or off; whether that changed anything. Raises `NotFound`, `Forbidden`, `Refused`."""
    with desk.store.write() as conn:
        area = commune_for(conn, who, code)
        require(who, "residents", area.path)
        if is_open:
            changed = open_pages.put(conn, OpenPage(code, desk.now_ms(), who.user_id))
        else:
            changed = open_pages.drop(conn, code)
        if changed:
            action = "residents-open" if is_open else "residents-close"
            audit.append(conn, desk.now_ms(), who.login, action, code, address=desk.address)
    desk.kept.forget()
    return changed


def commune_for(conn: Connection, who: Who, code: str) -> Area:
    """The commune, if the person works there. Raises ``NotFound("area-unknown")``, ``Refused("residents-level")``."""
    area = areas.get(conn, code)
    if area is None or area.ended_ms is not None or not reaches(who, area.path):
        raise NotFound("area-unknown", area=code)
    if area.level != COMMUNE:
        raise Refused("residents-level", "area", area=area.name)
    return area


def opened(conn: Connection, code: str) -> Area:
    """The commune of an open page. Raises ``NotFound("residents-closed")``, whether it is closed or unknown."""
    area = areas.get(conn, code)
    if area is None or area.ended_ms is not None or open_pages.get(conn, code) is None:
        raise NotFound("residents-closed")
    return area


def heir_of(conn: Connection, code: str) -> str | None:
    """Where the people of a commune that is no more read now, if that page is open."""
    area = areas.get(conn, code)
    while area is not None and area.ended_ms is not None and area.heir is not None:
        area = areas.get(conn, area.heir)
    there = area is not None and area.code != code and open_pages.get(conn, area.code) is not None
    return area.code if area is not None and there else None
