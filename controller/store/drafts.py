"""Drafts: forms that nobody has sent yet, as they were typed, each with the version that its reader saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from controller.store import pick
from controller.store.areas import within
from controller.store.tables import areas, drafts


@dataclass(frozen=True, slots=True)
class Written:
    """One row; see `controller.store.tables.writing` for what the columns mean."""

    id: str
    area: str
    maker: str
    writer: str
    hand: str
    version: int
    title: str
    made_ms: int
    changed_ms: int
    announcement: str | None = None
    sound: str | None = None
    gone_ms: int | None = None
    became: str | None = None
    fields: Any = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Neither sent nor thrown away."""
        return self.gone_ms is None and self.became is None


_COLUMNS = pick.fields(Written, drafts)
_OPEN = (drafts.c.gone_ms.is_(None), drafts.c.became.is_(None))


def get(conn: Connection, id: str) -> Written | None:
    """The draft, or None."""
    return pick.only(conn, Written, select(*_COLUMNS).where(drafts.c.id == id))


def put(conn: Connection, row: Written) -> None:
    """Keep it: a new one, or one that is there."""
    if conn.execute(update(drafts).where(drafts.c.id == row.id).values(**pick.values(row))).rowcount == 0:
        conn.execute(drafts.insert(), pick.values(row))


def below(conn: Connection, path: str, limit: int = 100) -> list[Written]:
    """The open ones of the area at ``path`` and below, the last changed first."""
    query = select(*_COLUMNS).join_from(drafts, areas, drafts.c.area == areas.c.code).where(within(areas.c.path, path))
    return pick.every(conn, Written, query.where(*_OPEN).order_by(drafts.c.changed_ms.desc(), drafts.c.id).limit(limit))


def of_announcement(conn: Connection, announcement: str) -> list[Written]:
    """The open ones that would change it, the last changed first."""
    query = select(*_COLUMNS).where(drafts.c.announcement == announcement, *_OPEN)
    return pick.every(conn, Written, query.order_by(drafts.c.changed_ms.desc(), drafts.c.id))


def open_of(conn: Connection, maker: str) -> int:
    """How many this person has open."""
    return conn.scalar(select(func.count()).select_from(drafts).where(drafts.c.maker == maker, *_OPEN)) or 0


def settle(conn: Connection, id: str, announcement: str) -> bool:
    """It became an announcement. False where it already had."""
    mine = (drafts.c.id == id, drafts.c.became.is_(None))
    return conn.execute(update(drafts).where(*mine).values(became=announcement)).rowcount == 1


def sweep(conn: Connection, before_ms: int) -> None:
    """Forget those that were sent or thrown away and that nobody touched since."""
    over = or_(drafts.c.became.is_not(None), drafts.c.gone_ms.is_not(None))
    conn.execute(delete(drafts).where(over, drafts.c.changed_ms < before_ms))
