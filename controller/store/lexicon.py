"""How names and abbreviations are said in a place: entries of an area, which hold there and below it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from controller.store import areas, feed, pick
from controller.store.tables import lexicon


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; ``key`` is what it is found by in its area."""

    area: str
    key: str
    written: str
    spoken: str
    exact: bool
    maker: str
    entered_ms: int


_COLUMNS = pick.fields(Entry, lexicon)


def put(conn: Connection, entry: Entry) -> None:
    """Keep an entry, instead of what its area had for the same word."""
    new = feed.insert(conn.dialect.name, lexicon).values(pick.values(entry))
    changed = {name: new.excluded[name] for name in pick.values(entry) if name not in ("area", "key")}
    conn.execute(new.on_conflict_do_update(index_elements=["area", "key"], set_=changed))


def remove(conn: Connection, area: str, key: str) -> bool:
    """Forget an entry; whether it was there."""
    mine = (lexicon.c.area == area, lexicon.c.key == key)
    return conn.execute(delete(lexicon).where(*mine)).rowcount == 1


def of_area(conn: Connection, area: str) -> list[Entry]:
    """An area's own entries, by the word."""
    return pick.every(conn, Entry, select(*_COLUMNS).where(lexicon.c.area == area).order_by(lexicon.c.key))


def count(conn: Connection, area: str) -> int:
    """How many an area has."""
    return conn.scalar(select(func.count()).where(lexicon.c.area == area)) or 0


def holding(conn: Connection, area: str) -> list[Entry]:
    """What holds in an area: its own entries and those of the areas above it, the nearest for each word."""
    chain = [one.code for one in areas.chain(conn, area)]
    found = pick.every(conn, Entry, select(*_COLUMNS).where(lexicon.c.area.in_(chain)))
    nearest = sorted(found, key=lambda entry: chain.index(entry.area))
    return sorted({entry.key: entry for entry in nearest}.values(), key=lambda entry: entry.key)
