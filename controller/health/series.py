"""What is kept of a heartbeat: thirteen series of whole numbers, with the bounds of what can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NONE = -(2**31)
"""Stands for a reading that is not there."""


@dataclass(frozen=True, slots=True)
class Series:
    """``scale`` times a reading is the whole number that is kept; outside ``low`` and ``high`` is nonsense."""

    name: str
    low: float
    high: float
    scale: float = 1
    counted: bool = False
    """Readings are added up, not averaged."""

    def told(self, number: float) -> float:
        """A kept number, as people know it."""
        return number / self.scale


SERIES = (
    Series("mains", 0, 1),
    Series("battery", 0, 100),
    Series("temperature", -50, 130, 10),  # °C
    Series("signal", -150, 0),  # dBm
    Series("storage", 0, 2**50, 1e-6),  # free bytes, kept as MB
    Series("clock", 0, 86_400_000),  # bound of the error, ms
    Series("current", 0, 200_000),  # mA
    Series("microphone", -150, 20),  # dBFS
    Series("light", 0, 250_000),  # lux
    Series("restarts", 0, 1, counted=True),
    Series("hours", 0, 10_000, 10),  # that the battery lasts
    Series("data", 0, 2**50, 1e-6),  # bytes of this month over the mobile line, kept as MB
    Series("panel", 0, 200_000),  # mA through the supply of a board's panel
)
"""Their order is that of the columns in what is kept: new ones go to the end."""
NAMES = tuple(one.name for one in SERIES)
_BOUNDS = tuple((one.name, one.low, one.high, one.scale) for one in SERIES)
_NUMBERS = (int, float, bool)


@dataclass(frozen=True, slots=True)
class Reading:
    """One heartbeat, as it is kept. ``nonsense`` readings were left out."""

    numbers: tuple[int, ...]
    nonsense: int = 0


def read(beat: Mapping[str, Any], restarted: bool = False) -> Reading:
    """The numbers of a heartbeat. Never fails: it comes from boxes."""
    inside = {name: beat.get(name) for name in ("clock", "panel")}
    clock, panel = (one if isinstance(one, Mapping) else {} for one in inside.values())
    said = {**beat, "restarts": restarted, "clock": clock.get("error"), "panel": panel.get("current")}
    numbers: list[int] = []
    nonsense = 0
    for name, low, high, scale in _BOUNDS:
        value = said.get(name)
        if value is None:
            numbers.append(NONE)
        elif type(value) in _NUMBERS and low <= value <= high:
            numbers.append(round(value * scale))
        else:
            numbers.append(NONE)
            nonsense += 1
    return Reading(tuple(numbers), nonsense)
