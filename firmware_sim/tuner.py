"""The streams that one horn has open: tuned a little before they sound, told of when they fall silent, closed after."""

from __future__ import annotations

from devices.messages import Media
from devices.relay import NotRelay, read_relay
from firmware_sim.carrier import Carrier
from firmware_sim.events import Received
from firmware_sim.player import Tell
from firmware_sim.receiver import TUNING
from firmware_sim.shelf import Shelf
from firmware_sim.sound import NotSound
from firmware_sim.timers import Alarm, Timers

LOOK_MS = 200
UNUSED_MS = 60_000
"""What was tuned and never sounded is closed then."""


class _Tuned:
    __slots__ = ("carrier", "looks", "media", "sounds", "told")

    def __init__(self, media: Media, carrier: Carrier) -> None:
        self.media, self.carrier = media, carrier
        self.told = TUNING
        self.sounds = False
        self.looks = 0


class Tuner:
    """By the hash of their description."""

    def __init__(self, rate: int, timers: Timers, shelf: Shelf, tell: Tell) -> None:
        self.rate, self.timers, self.shelf, self.tell = rate, timers, shelf, tell
        self._open: dict[str, _Tuned] = {}
        self._alarm: Alarm | None = None

    def tune(self, media: Media) -> None:
        """Open it, or try again what failed."""
        if (tuned := self._open.get(media.hash)) is not None:
            tuned.told = TUNING if tuned.told else ""
            tuned.carrier.again()
            return
        try:
            self._open[media.hash] = _Tuned(media, self._carrier(media))
        except NotSound:
            return  # it is told when it should sound
        self._watch()

    def source(self, media: Media) -> Carrier:
        """What the horn plays from now on. Raises `NotSound` where the file describes no relay."""
        tuned = self._open.get(media.hash)
        if tuned is None:
            tuned = self._open[media.hash] = _Tuned(media, self._carrier(media))
            self._watch()
        tuned.sounds = True
        return tuned.carrier

    def drop(self, media: Media) -> None:
        """It has sounded."""
        if (tuned := self._open.pop(media.hash, None)) is not None:
            tuned.carrier.close()

    def power_off(self) -> None:
        """Nothing is open any more, and nobody is told."""
        for tuned in self._open.values():
            tuned.carrier.close()
        self._open.clear()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _carrier(self, media: Media) -> Carrier:
        try:
            return Carrier(read_relay(self.shelf.read(media.hash) or b""), self.rate, self.shelf)
        except NotRelay as error:
            raise NotSound(str(error)) from None

    def _watch(self) -> None:
        if self._alarm is None:
            self._alarm = self.timers.after(LOOK_MS, self._look)

    def _look(self) -> None:
        self._alarm = None
        for tuned in list(self._open.values()):
            fault = tuned.carrier.receiver.fault
            if fault not in (TUNING, tuned.told):
                tuned.told = fault
                self.tell(Received(tuned.media.hash, fault))
            tuned.looks += 1
            if not tuned.sounds and tuned.looks * LOOK_MS > UNUSED_MS:
                self.drop(tuned.media)
        if self._open:
            self._watch()
