"""Who spoke live, or speaks now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from controller.store import feed, pick
from controller.store.tables import talks


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk; open while ``ended_ms`` is None. ``areas`` are the topmost ones that hear it."""

    id: str
    areas: Sequence[str]
    klass: str
    who: str
    maker: str | None
    created_ms: int
    mouth_ms: int
    at_ms: int
    longest_ms: int
    volume: int
    drill: bool = False
    ended_ms: int | None = None
    why: str = ""
    dropped: int = 0
    recording: str | None = None

    @property
    def until_ms(self) -> int:
        """When its last word sounds, at the latest."""
        longest = self.at_ms + self.longest_ms
        return longest if self.ended_ms is None else max(self.at_ms, min(longest, self.ended_ms + self.delay_ms))

    @property
    def delay_ms(self) -> int:
        """From mouth to horn."""
        return self.at_ms - self.mouth_ms


_COLUMNS = pick.fields(Talk, talks)
_ORDER = (talks.c.created_ms.desc(), talks.c.id)


def add(conn: Connection, talk: Talk) -> None:
    """Keep a new talk."""
    conn.execute(talks.insert(), pick.values(talk) | {"areas": list(talk.areas)})


def get(conn: Connection, talk: str) -> Talk | None:
    """The talk, or None."""
    return pick.only(conn, Talk, select(*_COLUMNS).where(talks.c.id == talk))


def many(conn: Connection, ids: Collection[str]) -> dict[str, Talk]:
    """Those of ``ids`` that are known."""
    found = pick.every(conn, Talk, select(*_COLUMNS).where(feed.among(conn, talks.c.id, ids)))
    return {one.id: one for one in found}


def open_now(conn: Connection) -> list[Talk]:
    """Those that have no end yet."""
    return pick.every(conn, Talk, select(*_COLUMNS).where(talks.c.ended_ms.is_(None)).order_by(talks.c.created_ms))


def between(conn: Connection, since_ms: int, until_ms: int) -> list[Talk]:
    """Those that began between two instants, the oldest first."""
    inside = (talks.c.at_ms >= since_ms, talks.c.at_ms < until_ms)
    return pick.every(conn, Talk, select(*_COLUMNS).where(*inside).order_by(talks.c.at_ms, talks.c.id))


def recent(conn: Connection, limit: int = 100) -> list[Talk]:
    """The last talks, the newest first."""
    return pick.every(conn, Talk, select(*_COLUMNS).order_by(*_ORDER).limit(limit))


def end(conn: Connection, talk: str, now_ms: int, why: str, dropped: int = 0, recording: str | None = None) -> bool:
    """It is over; False where it was already."""
    over = update(talks).where(talks.c.id == talk, talks.c.ended_ms.is_(None))
    values = {"ended_ms": now_ms, "why": why, "dropped": dropped, "recording": recording}
    return conn.execute(over.values(**values)).rowcount > 0


def keep(conn: Connection, talk: str, recording: str, dropped: int) -> None:
    """What was recorded of a talk that was ended by somebody else."""
    conn.execute(update(talks).where(talks.c.id == talk).values(recording=recording, dropped=dropped))
