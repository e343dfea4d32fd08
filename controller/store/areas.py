"""Places: a tree of provinces, communes and hamlets. ``path`` is ``/province/commune/hamlet/``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from controller.errors import Clash, NotFound
from controller.store import feed, pick
from controller.store.seen import Seen
from controller.store.tables import areas


@dataclass(frozen=True, slots=True)
class Area:
    """One node. What is None is inherited (for ``hours`` and ``volume_cap`` see `settled`)."""

    code: str
    parent: str | None
    path: str
    level: str
    name: str
    zone: str
    hours: Any
    volume_cap: int | None
    created_ms: int
    horns: str | None = None
    pause_ms: int | None = None
    ended_ms: int | None = None
    heir: str | None = None
    """Where its people and notices went when it ended."""
    speech: Any = None
    screen: Any = None
    composition: Any = None
    practice_ms: int | None = None
    """Since when people practise here; null: it is real."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds in a place after inheriting: the nearest hours and cap that were entered, None where none were."""

    zone: str
    hours: Any
    volume_cap: int | None


_COLUMNS = pick.fields(Area, areas)


def within(path: ColumnElement[str], top: str) -> ColumnElement[bool]:
    """That ``path`` is the area at path ``top`` or below it."""
    return path.startswith(top, autoescape=True)


def add(
    conn: Connection,
    code: str,
    parent: str | None,
    level: str,
    name: str,
    now_ms: int,
    *,
    zone: str = "Asia/Ho_Chi_Minh",
    hours: Any = None,
    volume_cap: int | None = None,
) -> Area:
    """A new area under ``parent``. Raises ``NotFound("area-unknown")`` or ``Clash("area-taken")``."""
    if get(conn, code) is not None:
        raise Clash("area-taken", "code", area=code)
    above = "/" if parent is None else known(conn, parent).path
    area = Area(code, parent, f"{above}{code}/", level, name, zone, hours, volume_cap, now_ms)
    conn.execute(areas.insert(), pick.values(area))
    return area


def get(conn: Connection, code: str) -> Area | None:
    """The area, or None."""
    return pick.only(conn, Area, select(*_COLUMNS).where(areas.c.code == code))


def known(conn: Connection, code: str) -> Area:
    """The area. Raises ``NotFound("area-unknown")``, or ``Clash("area-ended")`` for one that is no more."""
    area = get(conn, code)
    if area is None:
        raise NotFound("area-unknown", area=code)
    if area.ended_ms is not None:
        raise Clash("area-ended", area=area.name)
    return area


def below(conn: Connection, path: str = "/", *, ended: bool = False, seen: Seen | None = None) -> list[Area]:
    """The area at ``path`` and all below it, each after its parent; with ``ended`` also those that are no more."""
    query = select(*_COLUMNS).where(within(areas.c.path, path)).order_by(areas.c.path)
    return (seen or pick).every(conn, Area, query if ended else query.where(areas.c.ended_ms.is_(None)))


def zones(conn: Connection, codes: Collection[str]) -> dict[str, str]:
    """The zone of each of these, ended or not."""
    query = select(areas.c.code, areas.c.zone).where(feed.among(conn, areas.c.code, codes))
    return dict(conn.execute(query).all())


def chain(conn: Connection, code: str) -> list[Area]:
    """The area and all above it, the root first. Raises ``NotFound("area-unknown")``."""
    codes = known(conn, code).path.strip("/").split("/")
    return pick.every(conn, Area, select(*_COLUMNS).where(areas.c.code.in_(codes)).order_by(areas.c.path))


def settled(chain: Sequence[Area]) -> Settled:
    """What holds in the last area of a root-first chain."""
    nearest = chain[::-1]
    return Settled(
        zone=nearest[0].zone,
        hours=next((area.hours for area in nearest if area.hours is not None), None),
        volume_cap=next((area.volume_cap for area in nearest if area.volume_cap is not None), None),
    )


def practising(conn: Connection) -> list[Area]:
    """Places in which people practise."""
    return pick.every(conn, Area, select(*_COLUMNS).where(areas.c.practice_ms.is_not(None)).order_by(areas.c.path))


def change(conn: Connection, code: str, **columns: Any) -> bool:
    """Set some of name, level, zone, hours, volume_cap, horns, pause_ms, ended_ms, heir, speech, screen, composition,
    practice_ms.

    Returns whether it exists.
    """
    return conn.execute(update(areas).where(areas.c.code == code).values(**columns)).rowcount == 1


def move(conn: Connection, code: str, parent: str) -> None:
    """Hang an area, with all below it, under another parent (communes merge and split).

    Raises ``NotFound("area-unknown")``, or ``Clash("area-below-itself")``.
    """
    old, target = known(conn, code), known(conn, parent)
    if target.path.startswith(old.path):
        raise Clash("area-below-itself", "parent", area=code)
    new = f"{target.path}{code}/"
    conn.execute(update(areas).where(areas.c.code == code).values(parent=parent))
    moved = func.substr(areas.c.path, len(old.path) + 1)
    conn.execute(update(areas).where(within(areas.c.path, old.path)).values(path=new + moved))
