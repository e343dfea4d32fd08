"""Pieces become one sound: put together without a seam, as long as each stays near its own instant."""

from __future__ import annotations

from collections.abc import Callable

from firmware_sim.bridge import Bridge
from firmware_sim.filler import Filler
from firmware_sim.live_sound import Decoder, LiveSound
from firmware_sim.shelf import Shelf
from firmware_sim.sound import Samples

SLIP_MS = 4.0
"""It runs on without a seam until it is off its instant by more than this."""
LEAP_MS = 500.0
"""Where the clock was set by less than this, the hole is bridged; else something else has sounded meanwhile."""
Put = Callable[[float, Samples, LiveSound | None], None]
"""Out of the horn with it, at a true instant; what belongs to no talk is no evidence of one."""


class Seam:
    """One talk's, or one relay's that comes in pieces."""

    heard = True

    def __init__(self, rate: int, shelf: Shelf, put: Put) -> None:
        self._rate, self._shelf, self._put = rate, shelf, put
        self._decode = Decoder(rate)
        self._bridge = Bridge(rate)
        self._filler: Filler | None = None
        self._fills = False
        self._following = 0.0

    def pieces(self, first: int, pieces: list[bytes], at: float, talk: LiveSound) -> None:  # noqa: ARG002 - Output
        """Decoded, behind what came before."""
        for number, piece in enumerate(pieces):
            instant, sound = at + number * talk.frame, self._decode(piece)
            if len(sound):
                self._turn(fills=False)
                self._sound(sound, instant, talk)
            else:
                self.gap(talk.frame, instant)

    def gap(self, ms: int, at: float) -> None:
        """So much did not come: what was before goes on for a moment."""
        if self._following:
            self._follow(self._bridge.missing(self._frames(ms)), at, None)

    def fill(self, ms: int, at: float, talk: LiveSound) -> None:
        """So much of the filler in its place."""
        if self._filler is None:
            self._filler = Filler(talk.relay.filler if talk.relay is not None else None, self._rate, self._shelf)
        self._turn(fills=True)
        self._sound(self._filler.take(self._frames(ms)), at, talk)

    def _turn(self, fills: bool) -> None:
        if fills is not self._fills:
            self._fills = fills
            self._bridge.turn()

    def _sound(self, sound: Samples, at: float, talk: LiveSound) -> None:
        late = at - self._following
        if SLIP_MS < late < LEAP_MS and self._following:  # the clock was set
            self.gap(round(late), self._following)
        elif abs(late) > SLIP_MS:
            self._bridge.turn()
        self._follow(self._bridge.came(sound), at, talk)

    def _follow(self, sound: Samples, at: float, talk: LiveSound | None) -> None:
        begins = self._following if abs(self._following - at) <= SLIP_MS else at
        self._put(begins, sound, talk)
        self._following = begins + len(sound) * 1000 / self._rate

    def _frames(self, ms: int) -> int:
        return round(ms * self._rate / 1000)
