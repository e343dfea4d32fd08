"""What a device asks of its sound output, whichever it is: `speaker.Speaker` or `virtual_speaker.VirtualSpeaker`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from devices.messages import Media
from firmware_sim.deaf import Deaf
from firmware_sim.effects import Pieces, Play, Stream
from firmware_sim.events import Event
from firmware_sim.sound import Samples

PROOF_MS = 2_000
"""Heard for so long (or whole, if shorter), it counts as sounded."""
Tell = Callable[[Event], object]


class Player(Protocol):
    """What a device's output can do."""

    def prepare(self, sound: Media, chime: Media | None) -> None:
        """Open these soon-to-be-played files."""

    def tune(self, sound: Media) -> None:
        """Open the stream of a relay that will soon sound, or try again to; `Received` is told."""

    def play(self, order: Play) -> None:
        """Play at the instant that the order names."""

    def stream(self, order: Stream) -> None:
        """Play what comes, each piece at its instant."""

    def pieces(self, pieces: Pieces) -> None:
        """These have come; they may come before the order."""

    def silence(self, name: str) -> None:
        """End this at once; `Ended` is told."""

    def amplifier(self, on: bool) -> None:
        """Power for the amplifier."""

    def deafen(self, deaf: Deaf) -> None:
        """From now on so much is broken between the samples and the ear."""

    def check(self) -> str:
        """Self-test of the output path: '' or the reason why not."""

    def power_off(self) -> None:
        """Everything stops; nothing is told."""


class Card(Protocol):
    """A sound card."""

    def write(self, samples: Samples) -> None:
        """Play these after what came before."""
