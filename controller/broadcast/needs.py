"""What has to be made of announcements, and what of it is there already: read at once for all of them.

Rendering is nudged by every approval, and nearly always nearly everything is made: to find that out must cost little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection

from controller.broadcast import chime, single_value
from controller.broadcast.board import page_source
from controller.broadcast.programmes.value import repetitions
from controller.broadcast.renditions import in_a_row
from controller.places.coming import Coming
from controller.ports import Pages
from controller.store import exceptions, media
from controller.store.announcements import Announcement
from controller.store.exceptions import Exceptional
from controller.store.plates import Plate
from devices.profiles import Profile, profile


@dataclass(frozen=True, slots=True)
class Needs:
    """As it was when it was read; `note` says what was made since."""

    _press: Pages
    _coming: Coming
    _singles: dict[str, list[Exceptional]]
    _often: dict[str, set[tuple[int, int]]]
    _made: set[tuple[str, str]]

    @classmethod
    def load(cls, conn: Connection, press: Pages, rows: Sequence[Announcement]) -> Self:
        """Of these announcements."""
        ids = [row.id for row in rows]
        needs = cls(press, Coming.load(conn, ids), exceptions.agreed(conn, ids), repetitions(conn, ids), set())
        needs._made.update(media.made_by(conn, {source for row in rows for source in needs._sources(row)}))
        return needs

    def models(self, row: Announcement) -> list[Profile]:
        """One profile for each recipe in its audience."""
        return list({one.recipe: one for one in map(profile, self._coming.profiles(row.id))}.values())

    def plates(self, row: Announcement) -> list[Plate]:
        """The names that stand on its pages, with their emblems."""
        return self._coming.plates(row.area)

    def singles(self, row: Announcement) -> list[Exceptional]:
        """Its single occurrences that tell something else."""
        return [one for one in self._singles.get(row.id, ()) if single_value.is_varied(one)]

    def often(self, row: Announcement) -> list[tuple[int, int]]:
        """How often in a row, and with which pause, running lists let it sound."""
        return sorted(self._often.get(row.id, ()))

    def missing(self, sources: Iterable[str], model: Profile) -> list[str]:
        """Those of which there is nothing for this model yet."""
        return [source for source in sources if (source, model.recipe) not in self._made]

    def note(self, source: str, model: Profile) -> None:
        """It is made."""
        self._made.add((source, model.recipe))

    def _sources(self, row: Announcement) -> Iterator[str]:
        yield chime.SOURCE
        for told in (row, *(single_value.varied(row, one) for one in self.singles(row))):
            if told.sound is not None:
                yield told.sound
                yield from (in_a_row(told.sound, *times) for times in self.often(row))
            if told.page:
                yield from (page_source(self._press, told, plate) for plate in self.plates(row))
