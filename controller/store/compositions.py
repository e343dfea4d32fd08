"""Sounds with tunes around them: of what they were made, and how."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from controller.store import feed, pick
from controller.store.tables import compositions


@dataclass(frozen=True, slots=True)
class Composition:
    """One row. ``around`` is what was put around ``recording``, ``parts`` where each stands (name, tune, from_ms,
    to_ms)."""

    key: str
    sound: str
    recording: str | None
    around: Any
    parts: Any
    created_ms: int


_COLUMNS = pick.fields(Composition, compositions)


def add(conn: Connection, composition: Composition) -> None:
    """Keep it; what is known by this key already stays."""
    new = feed.insert(conn.dialect.name, compositions).values(pick.values(composition))
    conn.execute(new.on_conflict_do_nothing(index_elements=["key"]))


def get(conn: Connection, key: str) -> Composition | None:
    """What was made for this key, or None."""
    return pick.only(conn, Composition, select(*_COLUMNS).where(compositions.c.key == key))


def of_sound(conn: Connection, sound: str | None) -> Composition | None:
    """What a sound was made of; None for a recording that stands by itself."""
    return of_sounds(conn, [sound]).get(sound) if sound else None


def of_sounds(conn: Connection, sounds: Collection[str]) -> dict[str, Composition]:
    """The same for many, by sound."""
    query = select(*_COLUMNS).where(feed.among(conn, compositions.c.sound, sounds))
    order = (compositions.c.created_ms, compositions.c.key)
    return {one.sound: one for one in pick.every(conn, Composition, query.order_by(*order))}
