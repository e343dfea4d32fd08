"""What a driver has to do for a box. Nothing waits: whoever is asked says later how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from firmware_sim.drivers.clip import Clip

Done = Callable[[str], object]
"""Gets '' or the reason why not, as boxes report it."""
UNREACHABLE, REFUSED, TOO_LARGE, NO_LIVE = "apparatus-unreachable", "apparatus-refuses", "clip-too-large", "no-live"
SWITCH_SILENT, NOTHING_DRAWN, NO_INPUT = "switch-silent", "nothing-drawn", "no-input"


class Apparatus(Protocol):
    """A maker's loudspeaker that plays files by itself."""

    def stock(self, clip: Clip, done: Done) -> None:
        """Bring a file there, if it is not there yet."""

    def begin(self, clip: Clip, volume: int, done: Done) -> None:
        """Play it now, at so many percent; ``done`` when the apparatus says that it does."""

    def end(self, done: Done) -> None:
        """Be silent now."""


class Switch(Protocol):
    """A maker's switch in front of an amplifier."""

    def turn(self, on: bool, most_ms: int) -> None:
        """On for at most so long, whatever becomes of us; or off."""

    @property
    def is_on(self) -> bool:
        """Whether the switch itself said so."""

    @property
    def drawn_w(self) -> float | None:
        """What the amplifier draws, if the switch can tell."""
