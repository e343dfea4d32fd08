"""Sounds and pictures by the SHA-256 of their bytes, and which of them was made from what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, func, select

from controller.store import feed, pick, tables
from controller.store.areas import within
from controller.store.tables import compositions, listenings, media, renditions, speeches


@dataclass(frozen=True, slots=True)
class Medium:
    """One file. ``kind``: master, opus, mp3, wav, png, relay, picture; ``name`` as the uploader called it; ``frame``:
    what a board reports that shows it."""

    hash: str
    kind: str
    bytes: int
    length_ms: int
    created_ms: int
    facts: Any = None
    name: str = ""
    area: str | None = None
    maker: str | None = None
    frame: str | None = None


@dataclass(frozen=True, slots=True)
class Rendition:
    """``source`` (a master's hash, or the hash of a page's words) made by ``recipe`` is ``media``; pages have parts."""

    source: str
    recipe: str
    part: int
    media: str
    dwell_ms: int = 0
    motion: Any = None
    """Of a page: what moves on it, as devices are told."""


BESIDE = 1_000
"""Parts from this number on are no pages, but files that pages name: strips and clips."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a sound holds: its length and its mean level."""

    length_ms: int
    level_dbfs: float | None


_COLUMNS = pick.fields(Medium, media)
_MADE = pick.fields(Rendition, renditions)


def add(conn: Connection, medium: Medium) -> bool:
    """Keep a medium; False where the same bytes are known already (their first row stays)."""
    new = feed.insert(conn.dialect.name, media).on_conflict_do_nothing(index_elements=["hash"])
    return conn.scalar(new.returning(media.c.hash), pick.values(medium)) is not None


def get(conn: Connection, digest: str) -> Medium | None:
    """The medium, or None."""
    return pick.only(conn, Medium, select(*_COLUMNS).where(media.c.hash == digest))


def many(conn: Connection, hashes: Collection[str]) -> dict[str, Medium]:
    """Those of ``hashes`` that are known."""
    found = pick.every(conn, Medium, select(*_COLUMNS).where(feed.among(conn, media.c.hash, hashes)))
    return {medium.hash: medium for medium in found}


def known(conn: Connection, hashes: Collection[str]) -> set[str]:
    """Those of ``hashes`` that have a row."""
    return set(conn.scalars(select(media.c.hash).where(feed.among(conn, media.c.hash, hashes))))


def masters(conn: Connection, path: str, most: int = 100) -> list[Medium]:
    """Uploaded sounds of an area and below it, without what was made of them, the newest first."""
    own = ~exists(select(1).where(compositions.c.sound == media.c.hash))
    below = (media.c.kind == "master", media.c.name != "", own, within(tables.areas.c.path, path))
    query = select(*_COLUMNS).join_from(media, tables.areas, media.c.area == tables.areas.c.code).where(*below)
    return pick.every(conn, Medium, query.order_by(media.c.created_ms.desc(), media.c.hash).limit(most))


def lengths(conn: Connection, hashes: Collection[str]) -> dict[str, int]:
    """How long those of ``hashes`` are that are known, in ms."""
    query = select(media.c.hash, media.c.length_ms).where(feed.among(conn, media.c.hash, hashes))
    return dict(tuple(row) for row in conn.execute(query))


def held(conn: Connection, hashes: Collection[str]) -> dict[str, Held]:
    """What those of ``hashes`` hold that are known. The level of one that was made before levels were kept is that of
    the master behind it."""
    query = select(media.c.hash, media.c.length_ms, media.c.facts).where(feed.among(conn, media.c.hash, hashes))
    found = {name: Held(length, _level(facts)) for name, length, facts in conn.execute(query)}
    old = [name for name, one in found.items() if one.level_dbfs is None]
    if old:
        behind = renditions.join(media, media.c.hash == renditions.c.source)
        masters = select(renditions.c.media, media.c.facts).select_from(behind)
        for row in conn.execute(masters.where(feed.among(conn, renditions.c.media, old))):
            found[row.media] = Held(found[row.media].length_ms, _level(row.facts))
    return found


def _level(facts: Any) -> float | None:
    return facts.get("level_dbfs") if isinstance(facts, dict) else None


def made(conn: Connection, parts: Sequence[Rendition]) -> None:
    """Note what was made; the same again changes nothing, other bytes for the same recipe replace the old."""
    new = feed.insert(conn.dialect.name, renditions)
    changed = {"media": new.excluded.media, "dwell_ms": new.excluded.dwell_ms, "motion": new.excluded.motion}
    if parts:
        statement = new.on_conflict_do_update(index_elements=["source", "recipe", "part"], set_=changed)
        conn.execute(statement, [pick.values(part) for part in parts])


def rendition(conn: Connection, source: str, recipe: str) -> list[Rendition]:
    """The parts of what was made from ``source`` by ``recipe``, in order; empty where it was not made."""
    wanted = (renditions.c.source == source, renditions.c.recipe == recipe, renditions.c.part < BESIDE)
    return pick.every(conn, Rendition, select(*_MADE).where(*wanted).order_by(renditions.c.part))


def made_from(conn: Connection, sources: Collection[str]) -> list[Rendition]:
    """Everything that was made from these sources."""
    order = (renditions.c.source, renditions.c.recipe, renditions.c.part)
    wanted = feed.among(conn, renditions.c.source, sources)
    return pick.every(conn, Rendition, select(*_MADE).where(wanted).order_by(*order))


def made_by(conn: Connection, sources: Collection[str]) -> set[tuple[str, str]]:
    """Of these sources, those of which something was made, each with its recipe."""
    query = select(renditions.c.source, renditions.c.recipe).where(feed.among(conn, renditions.c.source, sources))
    return {(source, recipe) for source, recipe in conn.execute(query.distinct())}


def total(conn: Connection) -> int:
    """The bytes of all of them."""
    return int(conn.scalar(select(func.coalesce(func.sum(media.c.bytes), 0))) or 0)


def forget(conn: Connection, hashes: Collection[str]) -> None:
    """Forget media, what was made of them, what was read for them, and who has listened to them."""
    told = (listenings.c.sound, speeches.c.sound, compositions.c.sound)
    for column in (renditions.c.source, renditions.c.media, *told, media.c.hash):
        conn.execute(delete(column.table).where(feed.among(conn, column, hashes)))
