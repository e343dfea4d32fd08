"""Which announcements lack something for some model of their audience: asked of all at once.

Rendering looks again every minute. To ask for each announcement by itself costs ten questions to the database each, a
minute's whole work in a province of 9,000; here they are as many for all as for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from controller.broadcast import chime, single_value
from controller.broadcast.programmes.value import repetitions
from controller.broadcast.renditions import in_a_row, page_source
from controller.store import announcements, areas, devices, exceptions, media
from controller.store.announcements import Announcement, Audience
from devices.profiles import Profile, profile

Part = tuple[str, str]
"""What something is made from, and the recipe."""


def unmade(conn: Connection, rows: Sequence[Announcement]) -> set[str]:
    """Their ids. Days on which areas merge or split are not looked at."""
    ids = [row.id for row in rows]
    names = {area.code: area.name for area in areas.below(conn, ended=True)}
    reached, whom = _Models(conn), announcements.audiences(conn, ids)
    singles, often = exceptions.agreed(conn, ids), repetitions(conn)
    parts: dict[str, set[Part]] = {}
    for row in rows:
        varied = [single_value.varied(row, one) for one in singles.get(row.id, ()) if single_value.is_varied(one)]
        models = reached.of(whom.get(row.id, Audience()))
        parts[row.id] = set(_parts([row, *varied], models, names[row.area], often.get(row.id, ())))
    sources = {source for some in parts.values() for source, _ in some}
    there = {(one.source, one.recipe) for one in media.made_from(conn, sources)}
    return {name for name, some in parts.items() if not some <= there}


def _parts(
    told: Iterable[Announcement], models: Iterable[Profile], commune: str, often: Iterable[tuple[int, int]]
) -> Iterator[Part]:
    for model in models:
        for row in told:
            if model.audio is not None and row.sound is not None:
                yield row.sound, model.recipe
                if row.chime:
                    yield chime.SOURCE, model.recipe
                yield from ((in_a_row(row.sound, *times), model.recipe) for times in often)
            if model.panel is not None and row.page:
                yield page_source(row, commune), model.recipe


class _Models:
    """The models that an audience reaches, one for each recipe."""

    def __init__(self, conn: Connection) -> None:
        self._in_area: Mapping[str, set[str]] = defaultdict(set)
        self._of_device: dict[str, str] = {}
        for one in devices.below(conn):
            self._of_device[one.id] = one.profile
            for area in one.areas:
                self._in_area[area].add(one.profile)

    def of(self, whom: Audience) -> list[Profile]:
        named = {self._of_device[name] for name in whom.devices if name in self._of_device}
        named = named.union(*(self._in_area.get(area, ()) for area in whom.areas))
        return list({one.recipe: one for one in map(profile, sorted(named))}.values())
