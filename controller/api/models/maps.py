"""Devices on a map."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from controller.api.models.shapes import Given, Told, example


class PositionGiven(Given):
    model_config = example({"latitude": 21.3245, "longitude": 105.4021})

    latitude: float = Field(description="degrees, WGS 84")
    longitude: float


class Position(Told):
    """Where a device hangs."""

    device: str
    latitude: float
    longitude: float
    entered_ms: int


class OnMap(Told):
    """A device that has a position."""

    id: str
    name: str
    place: str
    standing: Literal["online", "doubtful", "off", "gone", "asleep", "never"]
    speaker: bool
    latitude: float
    longitude: float


class Drawn(Told):
    """The outline of an area."""

    area: str
    name: str
    shape: dict[str, Any] = Field(description="a geometry of GeoJSON: Polygon or MultiPolygon")


class Map(Told):
    """Everything that a map draws."""

    outlines: list[Drawn]
    devices: list[OnMap]


class OutlinesTaken(Told):
    """What became of a file of outlines."""

    areas: list[str] = Field(description="codes of those that have a new outline")
    unknown: list[str] = Field(description="what shapes are called that are of no area here")
