"""Single occurrences that are not as their series has them: what was agreed, proposed, or turned down.

An occurrence is named by its original wall time, so nothing that is edited in the series makes another one of it. In
each state there is at most one row for it: the database refuses doubles. What a row does not say (None) is as in the
series.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import announcements, areas, exceptions

PROPOSED, AGREED, REJECTED = "proposed", "agreed", "rejected"


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One row; ``kind`` is a word of `schedules.single`, ``fingerprint`` what an approval was given to."""

    announcement: str
    original_local: str
    state: str
    kind: str
    maker: str
    made_ms: int
    new_local: str | None = None
    text: str | None = None
    sound: str | None = None
    page: bool | None = None
    show_minutes: int | None = None
    volume: int | None = None
    fingerprint: str = ""
    approver: str | None = None
    agreed_ms: int | None = None
    reason: str = ""
    """Why it was turned down, or could not be made."""


_COLUMNS = pick.fields(Exceptional, exceptions)
_KEY = ("announcement", "original_local", "state")


def put(conn: Connection, row: Exceptional) -> None:
    """Keep it, instead of what there was for this occurrence in this state."""
    new = feed.insert(conn.dialect.name, exceptions).values(pick.values(row))
    changed = {name: new.excluded[name] for name in pick.values(row) if name not in _KEY}
    conn.execute(new.on_conflict_do_update(index_elements=list(_KEY), set_=changed))


def drop(conn: Connection, announcement: str, original_local: str, *states: str) -> int:
    """Forget what there is for this occurrence in these states; how many."""
    mine = (exceptions.c.announcement == announcement, exceptions.c.original_local == original_local)
    return conn.execute(delete(exceptions).where(*mine, exceptions.c.state.in_(states))).rowcount


def of_announcement(conn: Connection, announcement: str, *states: str) -> dict[str, Exceptional]:
    """By original wall time, in order; for one state there is one row each."""
    query = select(*_COLUMNS).where(exceptions.c.announcement == announcement, exceptions.c.state.in_(states))
    found = pick.every(conn, Exceptional, query.order_by(exceptions.c.original_local))
    return {row.original_local: row for row in found}


def agreed(conn: Connection, announcements_: Collection[str]) -> dict[str, list[Exceptional]]:
    """What holds, by announcement."""
    mine = feed.among(conn, exceptions.c.announcement, announcements_)
    query = select(*_COLUMNS).where(mine, exceptions.c.state == AGREED)
    found: dict[str, list[Exceptional]] = {}
    for row in pick.every(conn, Exceptional, query.order_by(exceptions.c.original_local)):
        found.setdefault(row.announcement, []).append(row)
    return found


def waiting(conn: Connection, path: str, since_local: str) -> list[Exceptional]:
    """What is proposed below an area for occurrences named from ``since_local`` on, the oldest proposal first."""
    joined = exceptions.join(announcements, exceptions.c.announcement == announcements.c.id)
    joined = joined.join(areas, announcements.c.area == areas.c.code)
    mine = (exceptions.c.state == PROPOSED, exceptions.c.original_local >= since_local, within(areas.c.path, path))
    return pick.every(
        conn, Exceptional, select(*_COLUMNS).select_from(joined).where(*mine).order_by(exceptions.c.made_ms)
    )
