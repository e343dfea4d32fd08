"""Texts that were read aloud, and who has listened to which part of a sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from controller.store import feed, pick
from controller.store.tables import listenings, speeches


@dataclass(frozen=True, slots=True)
class Speech:
    """One row. ``parts`` are portions (start, said, from_ms, to_ms), ``doubts`` what the reader was not sure of
    (start, end, said, offered, from_ms, to_ms)."""

    key: str
    sound: str
    text: str
    parts: Any
    doubts: Any
    created_ms: int


_COLUMNS = pick.fields(Speech, speeches)


def add(conn: Connection, speech: Speech) -> None:
    """Keep it; what is known by this key already stays."""
    new = feed.insert(conn.dialect.name, speeches).values(pick.values(speech))
    conn.execute(new.on_conflict_do_nothing(index_elements=["key"]))


def get(conn: Connection, key: str) -> Speech | None:
    """What was made for this key, or None."""
    return pick.only(conn, Speech, select(*_COLUMNS).where(speeches.c.key == key))


def of_sound(conn: Connection, sound: str) -> list[Speech]:
    """Every text that became this sound, the newest first; none for a recording."""
    order = (speeches.c.created_ms.desc(), speeches.c.key)
    return pick.every(conn, Speech, select(*_COLUMNS).where(speeches.c.sound == sound).order_by(*order))


def heard(conn: Connection, sound: str, user_id: str) -> list[tuple[int, int]]:
    """Which stretches (ms) of a sound somebody has listened to."""
    mine = (listenings.c.sound == sound, listenings.c.user_id == user_id)
    spans = conn.scalar(select(listenings.c.spans).where(*mine))
    return [(start, end) for start, end in spans or ()]


def listen(conn: Connection, sound: str, user_id: str, spans: list[tuple[int, int]], now_ms: int) -> None:
    """Keep what somebody has listened to by now."""
    values = {"sound": sound, "user_id": user_id, "spans": [list(span) for span in spans], "heard_ms": now_ms}
    new = feed.insert(conn.dialect.name, listenings).values(values)
    changed = {name: new.excluded[name] for name in ("spans", "heard_ms")}
    conn.execute(new.on_conflict_do_update(index_elements=["sound", "user_id"], set_=changed))
