"""What was made of announcements for each recipe, as media of the wire."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from controller.broadcast import chime, moving, single_value
from controller.broadcast.board import page_source
from controller.broadcast.programmes.value import repetitions
from controller.ports import Pages
from controller.store import areas, exceptions, media, plates
from controller.store.announcements import Announcement
from controller.store.areas import Area
from controller.store.plates import Plate
from devices.messages import Media, Page
from schedules.announcement import AnnouncementId, occurrence_id
from schedules.walltime import parse_local


@dataclass(frozen=True, slots=True)
class Renditions:
    """Everything made from the sources of some announcements."""

    sources: dict[str, tuple[str | None, str | None]]
    """By announcement, and by occurrence for those that tell something else: the master's hash, and the hash of the
    page's words."""
    chimes: frozenset[str]
    made: dict[tuple[str, str], tuple[Page, ...]]
    """By source and recipe; a sound is one page without a dwell time."""

    @classmethod
    def load(
        cls, conn: Connection, press: Pages, rows: Iterable[Announcement], places: Iterable[Area] | None = None
    ) -> Renditions:
        """From the database; ``places`` are all areas, where they are read already."""
        listed = list(rows)
        names = plates.standing(areas.below(conn) if places is None else places, plates.entered(conn))
        sources = {row.id: _sources(press, row, names[row.area]) for row in listed}
        ids = [row.id for row in listed]
        singles, often = exceptions.agreed(conn, ids), repetitions(conn, ids)
        repeated = set()
        for row in listed:
            told = [row]
            for one in filter(single_value.is_varied, singles.get(row.id, ())):
                told.append(single_value.varied(row, one))
                name = occurrence_id(AnnouncementId(row.id), parse_local(one.original_local))
                sources[name] = _sources(press, told[-1], names[row.area])
            sounds = {it.sound for it in told if it.sound is not None}
            repeated |= {in_a_row(sound, *times) for sound in sounds for times in often.get(row.id, ())}
        sources[chime.SOURCE] = (chime.SOURCE, None)
        wanted = repeated | {source for pair in sources.values() for source in pair if source is not None}
        parts = media.made_from(conn, wanted)
        known = media.many(conn, {part.media for part in parts})
        made: dict[tuple[str, str], tuple[Page, ...]] = {}
        for part in parts:
            if part.part >= media.BESIDE:
                continue
            medium = known[part.media]
            wire = Media(hash=medium.hash, bytes=medium.bytes, kind=medium.kind, length=medium.length_ms)
            key = (part.source, part.recipe)
            made[key] = (*made.get(key, ()), moving.wire(wire, part))
        return cls(sources, frozenset(row.id for row in listed if row.chime), made)

    def sound(self, name: str, recipe: str, repeats: int = 1, pause_s: int = 0) -> Media | None:
        """The sound of an announcement, or of an occurrence, so often in a row; None where there is none (yet)."""
        source, _ = self.sources.get(name, (None, None))
        made = self.made.get((in_a_row(source, repeats, pause_s), recipe), ()) if source else ()
        return made[0].media if made else None

    def pages(self, name: str, recipe: str) -> tuple[Page, ...]:
        """The pages of an announcement, or of an occurrence, by a recipe; empty where there are none (yet)."""
        _, source = self.sources.get(name, (None, None))
        return self.made.get((source, recipe), ()) if source else ()

    def wants_chime(self, announcement: str) -> bool:
        """Whether the announcement begins with the chime."""
        return announcement in self.chimes


def _sources(press: Pages, row: Announcement, plate: Plate) -> tuple[str | None, str | None]:
    return row.sound, page_source(press, row, plate) if row.page else None


def in_a_row(master: str, repeats: int, pause_s: int) -> str:
    """The name of what a sound is made from that is heard several times: once is the master itself."""
    if repeats == 1:
        return master
    return hashlib.sha256(msgspec.json.encode(["in-a-row-1", master, repeats, pause_s])).hexdigest()
