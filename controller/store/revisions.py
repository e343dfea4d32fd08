"""What calendar feeds said last of each event, and how often that changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select

from controller.store import feed, pick
from controller.store.tables import revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """One event as it was told last; ``sequence`` counts the changes since it was told first."""

    uid: str
    end_ms: int
    content: Any
    sequence: int
    changed_ms: int


_COLUMNS = pick.fields(Revision, revisions)
_CHANGING = ("end_ms", "content", "sequence", "changed_ms")


def of(conn: Connection, uids: Collection[str]) -> dict[str, Revision]:
    """What was told of these events, by uid."""
    query = select(*_COLUMNS).where(feed.among(conn, revisions.c.uid, uids))
    return {one.uid: one for one in pick.every(conn, Revision, query)}


def put(conn: Connection, batch: Sequence[Revision]) -> None:
    """Keep what is told now. Of two who tell the same at once, the last one counts."""
    if batch:
        new = feed.insert(conn.dialect.name, revisions)
        changed = {name: new.excluded[name] for name in _CHANGING}
        statement = new.on_conflict_do_update(index_elements=["uid"], set_=changed)
        conn.execute(statement, [pick.values(one) for one in batch])


def sweep(conn: Connection, before_ms: int) -> int:
    """Forget events that ended before; how many. No feed reaches back so far."""
    return conn.execute(delete(revisions).where(revisions.c.end_ms < before_ms)).rowcount
