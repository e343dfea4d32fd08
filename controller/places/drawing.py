"""Outlines and positions as a small drawing: degrees become units of a sheet, and what nobody would see is left out.

Pure. A hamlet is some kilometres across, so a plane that is as wide as its middle is flat enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

WIDE, HIGH = 1_000, 750
"""Units of the sheet."""
MARGIN = 40
FINE = 4
"""Points of an outline that lie nearer to the one before are left out: a pixel on a telephone."""

Degrees = tuple[float, float]
"""East, north."""
Units = tuple[int, int]
"""From the left, from above."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A path of SVG for each outline, its box, and each point, on one sheet."""

    paths: Mapping[str, str]
    boxes: Mapping[str, tuple[int, int, int, int]]
    points: Mapping[str, Units]


def drawn(shapes: Mapping[str, Any], points: Mapping[str, Degrees]) -> Drawing | None:
    """All on one sheet; None where there is nothing. ``shapes`` are geometries of GeoJSON (Polygon, MultiPolygon)."""
    rings = {name: list(_rings(shape)) for name, shape in shapes.items()}
    every = [point for some in rings.values() for ring in some for point in ring] + list(points.values())
    if not every:
        return None
    sheet = _Sheet.around(every)
    units = {name: [_fewer(map(sheet.at, ring)) for ring in some] for name, some in rings.items()}
    return Drawing(
        {name: "".join(map(_path, some)) for name, some in units.items()},
        {name: _box(point for ring in some for point in ring) for name, some in units.items()},
        {name: sheet.at(point) for name, point in points.items()},
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    west: float
    north: float
    scale: float
    """Units of a degree from south to north."""
    narrow: float
    """A degree from west to east is so much of that."""
    left: float
    above: float

    @classmethod
    def around(cls, every: Sequence[Degrees]) -> _Sheet:
        west, east = min(one[0] for one in every), max(one[0] for one in every)
        south, north = min(one[1] for one in every), max(one[1] for one in every)
        narrow = max(0.01, math.cos(math.radians((south + north) / 2)))
        # A single point, too, has some land around it.
        across, down = max((east - west) * narrow, 0.002), max(north - south, 0.002)
        scale = min((WIDE - 2 * MARGIN) / across, (HIGH - 2 * MARGIN) / down)
        left = (WIDE - (east - west) * narrow * scale) / 2
        return cls(west, north, scale, narrow, left, (HIGH - (north - south) * scale) / 2)

    def at(self, point: Degrees) -> Units:
        east, north = point[0], point[1]
        across = self.left + (east - self.west) * self.narrow * self.scale
        return round(across), round(self.above + (self.north - north) * self.scale)


def _rings(shape: Any) -> Iterator[list[Degrees]]:
    solids = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    for solid in solids:
        yield from solid


def _fewer(ring: Iterable[Units]) -> list[Units]:
    """A ring without what is too near to what stands before it; it closes by itself."""
    kept: list[Units] = []
    for point in ring:
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= FINE:
            kept.append(point)
    return kept


def _path(ring: Sequence[Units]) -> str:
    """By steps, which are shorter to say than places."""
    steps = [f"{x - before[0]} {y - before[1]}" for before, (x, y) in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}" + ("l" + " ".join(steps) if steps else "") + "z"


def _box(points: Iterable[Units]) -> tuple[int, int, int, int]:
    every = list(points)
    across, down = [one[0] for one in every], [one[1] for one in every]
    return min(across), min(down), max(across), max(down)
