"""Pieces become one sound: put together without a seam, as long as each stays near its own instant."""

from __future__ import annotations

from collections.abc import Callable

from firmware_sim.filler import Filler
from firmware_sim.live_sound import Decoder, LiveSound
from firmware_sim.shelf import Shelf
from firmware_sim.sound import Samples

SLIP_MS = 4.0
"""It runs on without a seam until it is off its instant by more than this."""
Put = Callable[[float, Samples, LiveSound], None]
"""Out of the horn with it, at a true instant."""


class Seam:
    """One talk's, or one relay's that comes in pieces."""

    heard = True

    def __init__(self, rate: int, shelf: Shelf, put: Put) -> None:
        self._rate, self._shelf, self._put = rate, shelf, put
        self._decode = Decoder(rate)
        self._filler: Filler | None = None
        self._following = 0.0

    def pieces(self, first: int, pieces: list[bytes], at: float, talk: LiveSound) -> None:  # noqa: ARG002 - Output
        """Decoded, behind what came before."""
        for number, piece in enumerate(pieces):
            self._sound(self._decode(piece), at + number * talk.frame, talk)

    def fill(self, ms: int, at: float, talk: LiveSound) -> None:
        """So much of the filler in its place."""
        if self._filler is None:
            self._filler = Filler(talk.relay.filler if talk.relay is not None else None, self._rate, self._shelf)
        self._sound(self._filler.take(round(ms * self._rate / 1000)), at, talk)

    def _sound(self, sound: Samples, at: float, talk: LiveSound) -> None:
        begins = self._following if abs(self._following - at) <= SLIP_MS else at
        self._put(begins, sound, talk)
        self._following = begins + len(sound) * 1000 / self._rate
