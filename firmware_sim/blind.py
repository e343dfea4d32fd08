"""What is broken in a board's panel: what its driver and its people see then, and what its sensors feel of it.

Between the picture that a box gives out and a passer-by stand a driver that can hang or be set up for another panel,
modules that each can go dark, and a supply that gives less than it should. The box does not notice; only what is read
back from the panel can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from msgspec import Struct
from PIL import Image

from devices.profiles import Panel
from devices.visible import expected_ma
from firmware_sim.breaking import read_breaking

Blinding = Literal["module-dead", "screen-stuck", "wrong-size", "dim"]
DIM_LEFT = 40.0
"""Percent of its light that a panel gives on half a supply, if nothing else is said."""


class Blind(Struct, frozen=True, gc=False):
    """What is broken behind the driver, or in it."""

    dead: int = 0
    """Modules without a sign of life, counted from the upper left corner."""
    stuck: bool = False
    """The driver shows for ever what it showed."""
    half: bool = False
    """It is set up for a panel of half the width."""
    left: float = 1.0
    """What is left of the light."""

    def broken(self, what: Blinding, amount: float = 0.0) -> Blind:
        """With one more hurt; ``amount`` is the number of modules (0: one) or the percent of light that is left."""
        match what:
            case "module-dead":
                return Blind(int(amount) or 1, self.stuck, self.half, self.left)
            case "screen-stuck":
                return Blind(self.dead, True, self.half, self.left)
            case "wrong-size":
                return Blind(self.dead, self.stuck, True, self.left)
            case "dim":
                return Blind(self.dead, self.stuck, self.half, (amount or DIM_LEFT) / 100)

    def size(self, panel: Panel) -> tuple[int, int]:
        """What the driver takes the panel for."""
        return (panel.width // 2 if self.half else panel.width), panel.height

    def read_back(self, frame: Image.Image, panel: Panel) -> Image.Image:
        """The frame in the driver."""
        width, height = self.size(panel)
        return frame.crop((0, 0, width, height)) if self.half else frame

    def seen(self, frame: Image.Image, panel: Panel) -> Image.Image:
        """What a passer-by sees of a frame, its brightness left aside."""
        made = frame
        if self.half or self.dead:
            made = Image.new("RGB", frame.size)
            made.paste(self.read_back(frame, panel), (0, 0))
        for box in self._dark(panel):
            made.paste((0, 0, 0), box)
        return made

    def _dark(self, panel: Panel) -> Iterator[tuple[int, int, int, int]]:
        across, down = panel.module if any(panel.module) else (panel.width, panel.height)
        per_row = panel.width // across
        for number in range(min(self.dead, panel.modules)):
            left, top = number % per_row * across, number // per_row * down
            yield left, top, left + across, top + down

    def current(self, panel: Panel, given: int, seen: int) -> int | None:
        """Through the supply, mA; None without a sensor. ``given`` per mille of its light were asked for, and ``seen``
        come out of the modules that live."""
        if not panel.full_ma:
            return None
        return round(expected_ma(panel, 0) + (expected_ma(panel, min(given, seen)) - panel.idle_ma) * self.left)


WELL = Blind()


def read_blind(text: str) -> tuple[str, Blinding, float]:
    """``bang-1=module-dead:2`` as device, what, how much; without a device it is all. Raises `ValueError`."""
    return read_breaking("--blind", text, get_args(Blinding))
