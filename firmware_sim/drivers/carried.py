"""The horn of a box whose sound is played by a maker's apparatus.

Time and evidence are kept as `VirtualSpeaker` keeps them: what the file holds, at the volume that was ordered, for as
long as it was let play. Nothing is claimed before the apparatus has said that it plays; that it was heard no box of
such a model can say (its profile has no sensor), so the controller calls it played, never sounded.
"""

from __future__ import annotations

from collections.abc import Callable

from devices.messages import Media
from firmware_sim.deaf import Deaf
from firmware_sim.drivers.clip import Clip, clip
from firmware_sim.drivers.port import NO_INPUT, NO_LIVE, Apparatus
from firmware_sim.effects import Pieces, Play, Stream
from firmware_sim.events import Broken, Ended, Event, Received, Sounding, Started
from firmware_sim.player import Tell
from firmware_sim.shelf import Shelf
from firmware_sim.timers import Timers
from firmware_sim.virtual_speaker import VirtualSpeaker

AGAIN_MS = (500, 1_000, 2_000, 5_000, 10_000)
"""Until it is silent, it is told again."""
STOCK_AGAIN_MS = 1_000


class Carried:
    """A `Player`."""

    def __init__(
        self,
        apparatus: Apparatus,
        keeper: Callable[[Tell], VirtualSpeaker],
        timers: Timers,
        shelf: Shelf,
        tell: Tell,
    ) -> None:
        """``keeper`` makes the one that keeps time, and tells it to us."""
        self._apparatus, self._timers, self._shelf, self._tell = apparatus, timers, shelf, tell
        self._keeper = keeper(self._kept)
        self._order: Play | None = None
        self._late = 0
        self._asked = 0.0
        self._plays = False
        self._waiting: list[Event] = []
        self._fault = ""
        self._ends = 0
        self._made: tuple[tuple[str, str, int], Clip | str] | None = None

    # ---------------------------------------------------------------- orders

    def prepare(self, sound: Media, chime: Media | None) -> None:
        self._keeper.prepare(sound, chime)
        found = self._clip(sound, chime, 0)
        if isinstance(found, Clip):
            self._apparatus.stock(found, self._noted)

    def tune(self, sound: Media) -> None:
        self._tell(Received(sound.hash, NO_INPUT))

    def play(self, order: Play) -> None:
        if self._order is not None:
            self.silence(self._order.id)
        self._order, self._plays, self._waiting = order, False, []
        self._ends += 1  # what still tried to end the one before must not end this one
        self._keeper.play(order)

    def stream(self, order: Stream) -> None:
        self._tell(Broken(order.id, NO_LIVE))

    def pieces(self, pieces: Pieces) -> None:
        """They belong to what was refused."""

    def silence(self, name: str) -> None:
        self._keeper.silence(name)

    def amplifier(self, on: bool) -> None:
        """It has its own."""

    def deafen(self, deaf: Deaf) -> None:
        self._keeper.deafen(deaf)

    def check(self) -> str:
        """What the apparatus said last."""
        return self._fault

    def power_off(self) -> None:
        sounding, self._order = self._order is not None, None
        self._keeper.power_off()
        if sounding:
            self._quiet()

    # ---------------------------------------------------------------- what the keeper says

    def _kept(self, event: Event) -> None:
        order = self._order
        if order is None:
            return
        match event:
            case Started():
                self._asked, self._late = self._timers.now(), event.late_ms
                found = self._clip(order.sound, order.chime, order.from_ms)
                if isinstance(found, str):
                    self._begun(order, found)
                else:
                    self._apparatus.begin(found, order.volume, lambda reason: self._begun(order, reason))
            case Sounding() if self._plays:
                self._tell(event)
            case Sounding():
                self._waiting.append(event)
            case Ended() if self._plays:
                self._order = None
                self._quiet()
                self._tell(event)
            case Ended():  # over before the apparatus ever said that it plays
                self._order = None
                self._quiet()
                self._tell(Broken(order.id, self._fault or "apparatus-silent", event.evidence))
            case _:
                self._order = None
                self._tell(event)

    def _clip(self, sound: Media, chime: Media | None, from_ms: int) -> Clip | str:
        """What was prepared is not put together again at the start."""
        key = (sound.hash, chime.hash if chime is not None else "", from_ms)
        if self._made is None or self._made[0] != key:
            self._made = (key, clip(self._shelf, sound, chime, from_ms, self._keeper.rate))
        return self._made[1]

    def _begun(self, order: Play, reason: str) -> None:
        self._noted(reason)
        if self._order is not order:
            if not reason and self._order is None:
                self._quiet()  # the answer came when nobody wanted it any more
            return
        if reason:
            self._order = None
            self._keeper.power_off()
            self._tell(Broken(order.id, reason))
            return
        self._plays = True
        self._tell(Started(order.id, self._late + round(self._timers.now() - self._asked)))
        for event in self._waiting:
            self._tell(event)

    def _quiet(self, tries: int = 0) -> None:
        self._ends += 1
        mark = self._ends

        def done(reason: str) -> None:
            self._noted(reason)
            if reason and mark == self._ends:
                pause = AGAIN_MS[min(tries, len(AGAIN_MS) - 1)]
                self._timers.after(pause, lambda: self._quiet(tries + 1) if mark == self._ends else None)

        self._apparatus.end(done)

    def _noted(self, reason: str) -> None:
        self._fault = reason
