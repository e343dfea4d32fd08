"""What announcements are made for, now and before days on which areas merge or split: which models, under which names.

Read once for all of them: a province has thousands, and each day moves devices under them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection

from controller.places import steps
from controller.places.tree import Day, ahead
from controller.store import announcements, areas, devices, plates
from controller.store.plates import Plate
from schedules.announcement import Audience
from schedules.places import heirs, readdressed


@dataclass(frozen=True, slots=True)
class _Side:
    """The models under each area now, or (``day``) after a day, on which areas get ``heirs`` and ``names``."""

    under: Mapping[str, set[str]]
    day: Day | None = None
    changes: Sequence[tuple[Mapping[str, str], Mapping[str, str]]] = ()


@dataclass(frozen=True, slots=True)
class Coming:
    """Of all announcements that were asked for."""

    _whom: Mapping[str, Audience]
    _plates: Mapping[str, Plate]
    _models: Mapping[str, str]
    _sides: tuple[_Side, ...]

    @classmethod
    def load(cls, conn: Connection, ids: Collection[str]) -> Self:
        """Of these announcements."""
        active = devices.below(conn)
        models = {one.id: one.profile for one in active}
        paths = {one.area: one.areas for one in active}
        now = _Side(_under(models, {one.id: one.area for one in active}, paths.__getitem__))
        kept = announcements.audiences(conn, ids)
        return cls(
            {id: Audience(frozenset(one.areas), frozenset(one.devices)) for id, one in kept.items()},
            plates.standing(areas.below(conn, ended=True), plates.entered(conn)),
            models,
            (now, *(_after(day, models) for day in ahead(conn))),
        )

    def profiles(self, announcement: str) -> list[str]:
        """The models of its audience, now and after each day."""
        whom = self._whom.get(announcement, Audience())
        found: set[str] = set()
        for side in self._sides:
            if side.day is not None:
                whom = readdressed(whom, side.day.before, side.day.after)
            found.update(*(side.under.get(area, ()) for area in whom.areas))
            found.update(self._models[id] for id in whom.devices if id in self._models)
        return sorted(found)

    def plates(self, area: str) -> list[Plate]:
        """The names under which an announcement of that area is told, with emblems, now and after each day."""
        found = [self._plates[area]]
        for side in self._sides:
            for heir, names in side.changes:
                area = heir.get(area, area)
                there = self._plates.get(area)
                name = names.get(area, there.name if there else None)
                found += [] if name is None else [Plate(name, there.emblem if there else "")]
        return list(dict.fromkeys(found))


def _after(day: Day, models: Mapping[str, str]) -> _Side:
    homes = {id: home for id, home in day.after.homes.items() if id in models}
    changes = [
        (
            heirs(steps.read(one.steps)),
            {
                step[key]: step["name"]
                for step in one.steps
                if "name" in step
                for key in ("area", "code")
                if key in step
            },
        )
        for one in day.changes
    ]
    return _Side(_under(models, homes, day.after.path), day, changes)


def _under(
    models: Mapping[str, str], homes: Mapping[str, str], path: Callable[[str], Iterable[str]]
) -> dict[str, set[str]]:
    """The models that stand in each area or below it."""
    inside: dict[str, set[str]] = {}
    for id, home in homes.items():
        inside.setdefault(home, set()).add(models[id])
    found: dict[str, set[str]] = {}
    for home, some in inside.items():
        for area in path(home):
            found.setdefault(area, set()).update(some)
    return found
