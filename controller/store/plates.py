"""Whose a page is, as it stands on it: the area's name, and the emblem of the nearest area that has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from controller.store import areas
from controller.store.areas import Area
from controller.store.tables import emblems


class Plate(NamedTuple):
    """``emblem`` is a medium's hash; empty where no area up to the root has one."""

    name: str
    emblem: str = ""


def entered(conn: Connection) -> dict[str, str]:
    """The emblems by area, as they were entered."""
    return dict(conn.execute(select(emblems.c.area, emblems.c.picture)).all())


def standing(places: Iterable[Area], own: Mapping[str, str]) -> dict[str, Plate]:
    """The plate of each of these places. Pure."""
    return {one.code: Plate(one.name, _nearest(one, own)) for one in places}


def _nearest(place: Area, own: Mapping[str, str]) -> str:
    return next((own[code] for code in reversed(place.path.strip("/").split("/")) if code in own), "")


def of(conn: Connection, area: str) -> Plate:
    """The plate of one area. Raises ``NotFound("area-unknown")``."""
    place = areas.known(conn, area)
    return standing([place], entered(conn))[area]


def put(conn: Connection, area: str, picture: str | None, maker: str, now_ms: int) -> None:
    """Give an area its emblem, or with None take it away."""
    conn.execute(delete(emblems).where(emblems.c.area == area))
    if picture is not None:
        row = {"area": area, "picture": picture, "maker": maker, "entered_ms": now_ms}
        conn.execute(emblems.insert(), row)
