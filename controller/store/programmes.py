"""Programmes and their running lists, as people keep them; what they mean is a matter of `schedules.programme`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import areas, programme_entries, programmes


@dataclass(frozen=True, slots=True)
class Programme:
    """One row; see `controller.store.tables` for what the columns mean."""

    id: str
    area: str
    name: str
    start_local: str
    zone: str
    rrule: str | None
    lunar: str | None
    holidays: str
    minutes: int
    maker: str
    created_ms: int
    changed_ms: int
    editors: list[str] = field(default_factory=list)
    agreed_slots: str | None = None
    approver: str | None = None
    agreed_ms: int | None = None
    edition: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; ``agreed_repeats`` is how often in a row somebody has agreed to."""

    announcement: str
    gap_s: int = 0
    repeats: int = 1
    pause_s: int = 0
    agreed_repeats: int = 1


Listed = tuple[Programme, tuple[Line, ...]]
"""A programme with its list, in order."""

_COLUMNS = pick.fields(Programme, programmes)
_LINES = pick.fields(Line, programme_entries)


def add(conn: Connection, programme: Programme, lines: Sequence[Line]) -> None:
    """Keep a new programme."""
    conn.execute(programmes.insert(), pick.values(programme))
    _write(conn, programme.id, lines)


def get(conn: Connection, programme: str) -> Listed | None:
    """The programme with its list, or None."""
    row = pick.only(conn, Programme, select(*_COLUMNS).where(programmes.c.id == programme))
    return None if row is None else (row, _lists(conn, [row.id]).get(row.id, ()))


def below(conn: Connection, path: str = "/") -> list[Listed]:
    """Programmes of the area at ``path`` and below, by the hour that they begin at."""
    query = select(*_COLUMNS).join_from(programmes, areas, programmes.c.area == areas.c.code)
    query = query.where(within(areas.c.path, path)).order_by(programmes.c.id)
    rows = pick.every(conn, Programme, query)
    lists = _lists(conn, [row.id for row in rows])
    rows.sort(key=lambda row: (row.start_local.partition("T")[2], row.name, row.id))
    return [(row, lists.get(row.id, ())) for row in rows]


def naming(conn: Connection, announcements: Collection[str]) -> list[Listed]:
    """Programmes in whose list one of these announcements stands, by id."""
    named = feed.among(conn, programme_entries.c.announcement, announcements)
    mine = select(programme_entries.c.programme).where(named)
    query = select(*_COLUMNS).where(programmes.c.id.in_(mine)).order_by(programmes.c.id)
    rows = pick.every(conn, Programme, query)
    lists = _lists(conn, [row.id for row in rows])
    return [(row, lists.get(row.id, ())) for row in rows]


def edit(
    conn: Connection, programme: str, edition: int, now_ms: int, lines: Sequence[Line] | None, **columns: Any
) -> bool:
    """Change columns and, if given, the list. False where somebody changed it since ``edition``."""
    seen = (programmes.c.id == programme, programmes.c.edition == edition)
    risen = update(programmes).where(*seen).values(edition=edition + 1, changed_ms=now_ms, **columns)
    if conn.execute(risen).rowcount != 1:
        return False
    if lines is not None:
        _write(conn, programme, lines)
    return True


def remove(conn: Connection, programme: str, edition: int) -> bool:
    """Forget it with its list. False where somebody changed it since ``edition``."""
    seen = (programmes.c.id == programme, programmes.c.edition == edition)
    found = conn.scalar(select(programmes.c.id).where(*seen))
    if found is None:
        return False
    conn.execute(delete(programme_entries).where(programme_entries.c.programme == programme))
    return conn.execute(delete(programmes).where(*seen)).rowcount == 1


def _lists(conn: Connection, ids: Collection[str]) -> dict[str, tuple[Line, ...]]:
    query = select(programme_entries.c.programme, *_LINES).where(feed.among(conn, programme_entries.c.programme, ids))
    found: dict[str, tuple[Line, ...]] = {}
    for name, *line in conn.execute(query.order_by(programme_entries.c.programme, programme_entries.c.position)):
        found[name] = (*found.get(name, ()), Line(*line))
    return found


def _write(conn: Connection, programme: str, lines: Sequence[Line]) -> None:
    conn.execute(delete(programme_entries).where(programme_entries.c.programme == programme))
    rows = [{"programme": programme, "position": at, **pick.values(line)} for at, line in enumerate(lines, 1)]
    if rows:
        conn.execute(programme_entries.insert(), rows)
