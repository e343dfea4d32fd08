"""Listening again: what horns were sent, in forms that old telephones play, too.

Horns of some models get Opus, which older telephones do not know. Of what is told in a commune with an open page an MP3
is made as well, once it is due; it is a rendition like those of devices, and goes with them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.ports import AudioFormat
from controller.residents.at_once import Here, plays
from controller.shelf import with_room
from controller.store import announcements, areas, exceptions, media, open_pages
from controller.store.media import Medium, Rendition

log = structlog.get_logger()

RECIPE = "residents-mp3-1"
FORM = AudioFormat("mp3", 44_100, 64)
MASTER = "master"
SOON_MS = 15 * 60_000
BACK_MS = 7 * 86_400_000
AT_ONCE = 5
"""Made in one go: the horns' own files come first."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound, by the names of its files; empty where there is none in this form."""

    length_ms: int
    mp3: str
    opus: str


def sounds(conn: Connection, masters: Collection[str]) -> dict[str, Sound]:
    """What there is to hear of these masters."""
    parts = media.made_from(conn, set(masters))
    known = media.many(conn, {part.media for part in parts})
    found: dict[str, dict[str, Medium]] = {}
    for part in sorted(parts, key=lambda one: (one.recipe != RECIPE, one.recipe)):
        medium = known[part.media]
        if medium.kind in ("mp3", "opus"):
            found.setdefault(part.source, {}).setdefault(medium.kind, medium)
    return {
        source: Sound(
            next(iter(kinds.values())).length_ms,
            kinds["mp3"].hash if "mp3" in kinds else "",
            kinds["opus"].hash if "opus" in kinds else "",
        )
        for source, kinds in found.items()
    }


def make_due(desk: Desk) -> int:
    """Make the MP3s that are missing of what is over or soon due; how many."""
    with desk.store.read() as conn:
        missing = sorted(_missing(conn, desk.now_ms()))[:AT_ONCE]
    return sum(_make(desk, source) for source in missing)


def _missing(conn: Connection, now_ms: int) -> set[str]:
    wanted: set[str] = set()
    for code in open_pages.below(conn):
        area = areas.get(conn, code)
        if area is None or area.ended_ms is not None:
            continue
        here = Here.of(conn, area)
        codes = {*here.above, *here.places}
        due = open_pages.due(conn, codes, set(here.reached), now_ms - BACK_MS, now_ms + SOON_MS)
        ids = {one.announcement for one in due}
        wanted |= {row.sound for row in announcements.many(conn, ids) if row.sound}
        wanted |= {one.row.sound for one in plays(conn, here, now_ms - BACK_MS, now_ms) if one.row.sound}
        wanted |= {one.sound for some in exceptions.agreed(conn, ids).values() for one in some if one.sound}
    parts = media.made_from(conn, wanted)
    known = media.many(conn, {part.media for part in parts} | wanted)
    done = {part.source for part in parts if known[part.media].kind == "mp3"}
    return {source for source in wanted - done if source in known and known[source].kind == MASTER}


def _make(desk: Desk, source: str) -> bool:
    if not desk.shelf.has(source):
        return False
    file = desk.shelf.scratch()
    try:
        with with_room():
            made = desk.studio.variants(desk.shelf.path(source), {FORM: file})[FORM]
        if isinstance(made, Refused):
            log.warning("no-mp3-for-residents", sound=source, reason=made.code)
            return False
        desk.shelf.adopt(file, made.sha256)
        with desk.store.write() as conn:
            media.add(conn, Medium(made.sha256, FORM.codec, made.bytes, made.duration_ms, desk.now_ms()))
            media.made(conn, [Rendition(source, RECIPE, 0, made.sha256)])
    finally:
        desk.shelf.drop(file)
    return True
