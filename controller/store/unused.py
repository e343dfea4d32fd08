"""Media that nothing needs: found by the keys of all tables that point at them, so that a new table protects too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, and_, exists, not_, or_, select, union

from controller.store import feed, pick
from controller.store.tables import announcements, compositions, drafts, media, metadata, renditions, speeches
from devices.relay import KIND

MADE_AGAIN = frozenset({"renditions", "speeches", "listenings"})
"""Tables that go with the medium: what was made of it, what was read for it, who has listened to it."""
TELLS_OF_IT = compositions.c.sound
"""Goes with the medium, too; the recording that a composition was made of stays as long as the composition."""
TELLING = frozenset({"announcements", "exceptions"})
"""Tables that keep a sound for ever, but what was made of it for devices only as long as they are not over."""

CHOSEN = frozenset({"picture", "film", "pages"})
"""Fields of a draft that name one."""


@dataclass(frozen=True, slots=True)
class Unused:
    """One file; ``is_preview``: a text that was read aloud, or a sound with tunes around it."""

    hash: str
    bytes: int
    created_ms: int
    is_preview: bool


def masters(conn: Connection) -> list[Unused]:
    """Masters at which no table points."""
    return _found(conn, media.c.kind == "master", *(_none(column) for column in _pointing(MADE_AGAIN)))


def pictures(conn: Connection) -> list[Unused]:
    """Pictures and films that people sent and at which neither a table, an announcement's choice nor a draft points."""
    chosen = conn.scalars(select(announcements.c.board).where(announcements.c.board.is_not(None)))
    named = {hash for board in chosen for hash in (board.get("picture"), board.get("film"), *board.get("pages", ()))}
    named |= {value for pairs in conn.scalars(select(drafts.c.fields)) for name, value in pairs if name in CHOSEN}
    found = _found(conn, media.c.kind.in_(("picture", "film")), *(_none(column) for column in _pointing(MADE_AGAIN)))
    return [one for one in found if one.hash not in named]


def made_from(conn: Connection, sources: Collection[str]) -> list[Unused]:
    """What was made for devices from these sources, and from no other."""
    own, given = renditions.c.media == media.c.hash, feed.among(conn, renditions.c.source, sources)
    elsewhere = exists(select(1).where(own, not_(given)))
    nowhere = (_none(column) for column in _pointing(MADE_AGAIN))
    return _found(conn, exists(select(1).where(own, given)), not_(elsewhere), media.c.kind != "master", *nowhere)


def named_elsewhere(conn: Connection) -> set[str]:
    """Sounds that something else than announcements names."""
    columns = _pointing(MADE_AGAIN | TELLING)
    return set(conn.scalars(union(*(select(column).where(column.is_not(None)) for column in columns))))


def fillers(conn: Connection) -> set[str]:
    """What sounds while a relay's stream does not: it stands in the relay's description, also of an older one."""
    found = conn.scalars(select(media.c.facts).where(media.c.kind == KIND, media.c.facts.is_not(None)))
    return {facts["filler"] for facts in found if facts.get("filler")}


def _pointing(but: Collection[str]) -> Iterable[Column[str]]:
    """The columns of all other tables that name a medium."""
    return (
        key.parent
        for table in metadata.sorted_tables
        if table.name not in but
        for key in table.foreign_keys
        if key.column is media.c.hash and key.parent is not TELLS_OF_IT
    )


def _none(column: Column[str]) -> ColumnElement[bool]:
    return not_(exists(select(1).where(column == media.c.hash)))


def _found(conn: Connection, *conditions: ColumnElement[bool]) -> list[Unused]:
    made = [exists(select(1).where(table.c.sound == media.c.hash)) for table in (speeches, compositions)]
    preview = or_(*made)
    query = select(media.c.hash, media.c.bytes, media.c.created_ms, preview).where(and_(*conditions))
    return pick.every(conn, Unused, query)
