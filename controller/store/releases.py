"""What makers of boxes released, as somebody of ours put it in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import areas, releases


@dataclass(frozen=True, slots=True)
class Release:
    """One image for one model. ``document`` is what its maker signed."""

    id: str
    area: str
    model: str
    v: int
    version: str
    least: int
    image: str
    bytes: int
    kid: str
    document: str
    maker: str
    created_ms: int
    ended_ms: int | None = None


_COLUMNS = pick.fields(Release, releases)


def add(conn: Connection, release: Release) -> None:
    """Keep it."""
    conn.execute(releases.insert(), pick.values(release))


def get(conn: Connection, id: str) -> Release | None:
    """One, or None."""
    return pick.only(conn, Release, select(*_COLUMNS).where(releases.c.id == id))


def many(conn: Connection, ids: Collection[str]) -> dict[str, Release]:
    """Those of ``ids`` that are known."""
    found = pick.every(conn, Release, select(*_COLUMNS).where(feed.among(conn, releases.c.id, ids)))
    return {one.id: one for one in found}


def numbered(conn: Connection, area: str, model: str, v: int) -> Release | None:
    """That of this number, or None."""
    same = (releases.c.area == area, releases.c.model == model, releases.c.v == v)
    return pick.only(conn, Release, select(*_COLUMNS).where(*same))


def seen(conn: Connection, path: str) -> list[Release]:
    """Those of an area, of what lies below it, and of the areas above; the newest first."""
    codes = path.strip("/").split("/")
    mine = within(areas.c.path, path) | feed.among(conn, areas.c.code, codes)
    query = select(*_COLUMNS).join_from(releases, areas, areas.c.code == releases.c.area)
    return pick.every(conn, Release, query.where(mine).order_by(releases.c.created_ms.desc(), releases.c.id))


def end(conn: Connection, id: str, now_ms: int) -> None:
    """Offer it no more."""
    conn.execute(update(releases).where(releases.c.id == id, releases.c.ended_ms.is_(None)).values(ended_ms=now_ms))
