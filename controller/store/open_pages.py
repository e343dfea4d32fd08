"""Which communes have a page that everybody may read, and what is due in such a commune."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, exists, or_, select

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.occurrences import Occurrence
from controller.store.tables import areas, audience, occurrences, open_pages


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The switch of one commune."""

    area: str
    since_ms: int
    maker: str


_COLUMNS = pick.fields(OpenPage, open_pages)
_DUE = pick.fields(Occurrence, occurrences)


def get(conn: Connection, area: str) -> OpenPage | None:
    """The switch, or None: the page is closed."""
    return pick.only(conn, OpenPage, select(*_COLUMNS).where(open_pages.c.area == area))


def below(conn: Connection, path: str = "/") -> dict[str, OpenPage]:
    """All open ones at and below an area, by code."""
    join = open_pages.join(areas, open_pages.c.area == areas.c.code)
    query = select(*_COLUMNS).select_from(join).where(within(areas.c.path, path))
    return {one.area: one for one in pick.every(conn, OpenPage, query)}


def put(conn: Connection, page: OpenPage) -> bool:
    """Open; whether it was closed before."""
    new = feed.insert(conn.dialect.name, open_pages).on_conflict_do_nothing(index_elements=["area"])
    return conn.scalar(new.returning(open_pages.c.area), pick.values(page)) is not None


def drop(conn: Connection, area: str) -> bool:
    """Close; whether it was open."""
    return conn.execute(delete(open_pages).where(open_pages.c.area == area)).rowcount == 1


def due(
    conn: Connection, areas_: Collection[str], devices: Collection[str], since_ms: int, until_ms: int
) -> list[Occurrence]:
    """Times in [since, until) of what is for one of these areas or devices, in order."""
    named = or_(
        and_(audience.c.kind == "area", feed.among(conn, audience.c.target, areas_)),
        and_(audience.c.kind == "device", feed.among(conn, audience.c.target, devices)),
    )
    mine = exists(select(1).where(audience.c.announcement == occurrences.c.announcement, named))
    window = (occurrences.c.start_ms >= since_ms, occurrences.c.start_ms < until_ms)
    query = select(*_DUE).where(*window, mine).order_by(occurrences.c.start_ms, occurrences.c.id)
    return pick.every(conn, Occurrence, query)
