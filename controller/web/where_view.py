"""The map beside the tree of places: each place's own shape is one more label of its tick, so it works without scripts.

A label lies over the whole map and lets through what does not hit its shape; styles fill the shape of what is ticked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.places.drawing import HIGH, WIDE, Drawing, drawn
from controller.store import outlines, positions
from controller.store.areas import Area
from controller.store.devices import Device
from devices.profiles import is_speaker

MOST_AREAS, MOST_DEVICES = 400, 600
"""Who sees more chooses in the tree: shapes that small hit nobody's finger."""
FEW = 6
"""So many places have room for their whole names."""
MOST_NAMED = 30
"""Places whose names stand on the map; with more they would cover each other."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A horn or a board where it hangs."""

    x: int
    y: int
    speaker: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the map; ``path`` is empty where only its devices are known."""

    path: str
    dots: tuple[Dot, ...]
    x: int
    y: int
    name: str


@dataclass(frozen=True, slots=True)
class Where:
    """The map: its places by code."""

    spots: dict[str, Spot]
    named: bool
    wide: int = WIDE
    high: int = HIGH


def shown(conn: Connection, path: str, areas: Sequence[Area], devices: Sequence[Device]) -> Where | None:
    """The map of the area at ``path``; None where nobody drew an outline or noted a position."""
    if len(areas) > MOST_AREAS or len(devices) > MOST_DEVICES:
        return None
    shapes = {one.area: one.shape for one in outlines.below(conn, path)}
    known = positions.of(conn, [one.id for one in devices])
    sheet = drawn(shapes, {id: (one.longitude, one.latitude) for id, one in known.items()})
    if sheet is None:
        return None
    hanging: dict[str, list[Dot]] = {}
    for one in devices:
        if one.id in sheet.points:
            hanging.setdefault(one.area, []).append(Dot(*sheet.points[one.id], is_speaker(one.profile)))
    there = [one.code for one in areas if one.code in sheet.paths or one.code in hanging]
    names = {one.code: one.name for one in areas}
    called = short([names[code] for code in there]) if len(there) > FEW else {}
    spots = {
        code: _spot(sheet, code, tuple(hanging.get(code, ())), called.get(names[code], names[code])) for code in there
    }
    return Where(spots, len(spots) <= MOST_NAMED)


def short(names: Sequence[str]) -> dict[str, str]:
    """What is left of each name without the first words that others begin with, too: a map has little room."""
    every = [tuple(name.split()) for name in dict.fromkeys(names)]
    found = {}
    for words in every:
        others = [one for one in every if one != words]
        shared = (
            number for number in range(len(words) - 1, 0, -1) if any(one[:number] == words[:number] for one in others)
        )
        found[" ".join(words)] = " ".join(words[next(shared, 0) :])
    return found


def _spot(sheet: Drawing, code: str, dots: tuple[Dot, ...], name: str) -> Spot:
    if code in sheet.paths:
        left, above, right, below = sheet.boxes[code]
        return Spot(sheet.paths[code], dots, (left + right) // 2, (above + below) // 2, name)
    return Spot("", dots, sum(one.x for one in dots) // len(dots), max(one.y for one in dots) + 50, name)
