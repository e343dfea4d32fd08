"""The horn of a fleet, and of virtual time: it makes no sound, and takes as long and tells as much as a real one.

It knows of each file only what `sound.measure` found, once for all devices of a process.
"""

from __future__ import annotations

from collections.abc import Callable

from devices.audible import volume_db
from devices.messages import Evidence, Media
from devices.profiles import Profile
from devices.relay import KIND, NotRelay, read_relay
from firmware_sim import live_sound
from firmware_sim.clock import Counter
from firmware_sim.deaf import WELL, Deaf, Ear, felt, measured
from firmware_sim.effects import Pieces, Play, Stream
from firmware_sim.events import Broken, Ended, Sounding, Started
from firmware_sim.live_sound import LiveSound, Talks
from firmware_sim.player import PROOF_MS, Tell
from firmware_sim.shelf import Shelf
from firmware_sim.sound import Measures, NotSound, measure
from firmware_sim.timers import Alarm, Timers


class Measured:
    """What every file holds, found out once for each (file, rate) of a process."""

    def __init__(self, by: Callable[[bytes, str, int], Measures] = measure) -> None:
        self._by = by
        self._found: dict[tuple[str, int], Measures | str] = {}
        self.live = live_sound.Measured()

    def set(self, media: Media, measures: Measures) -> None:
        """Known without decoding: for virtual time."""
        self._found[media.hash, measures.rate] = measures

    def of(self, media: Media, rate: int, shelf: Shelf) -> Measures | str:
        """The measures, or the reason why there are none."""
        key = (media.hash, rate)
        found = self._found.get(key)
        if found is None:
            data = shelf.read(media.hash)
            if data is None:
                return "no-media"
            try:
                found = _carried(data, rate) if media.kind == KIND else self._by(data, media.kind, rate)
            except (NotSound, NotRelay):
                found = "undecodable"
            self._found[key] = found
        return found


def _carried(data: bytes, rate: int) -> Measures:
    """What a relay would be, if its stream were as it should."""
    relay = read_relay(data)
    return Measures(relay.length * rate // 1000, rate, relay.target, -1.5)


class VirtualSpeaker:
    """A horn that makes no sound, but takes as long and tells as much."""

    __slots__ = (
        "_alarm",
        "_begun",
        "_deaf",
        "_ear",
        "_felt",
        "_late",
        "_order",
        "_start",
        "_talks",
        "counter",
        "measured",
        "profile",
        "rate",
        "shelf",
        "tell",
        "timers",
    )

    def __init__(
        self,
        rate: int,
        counter: Counter,
        timers: Timers,
        shelf: Shelf,
        tell: Tell,
        measured: Measured,
        profile: Profile | None = None,
    ) -> None:
        self.rate, self.counter, self.timers = rate, counter, timers
        self.shelf, self.tell, self.measured = shelf, tell, measured
        self._order: Play | None = None
        self._talks = Talks()
        self._alarm: Alarm | None = None
        self._start = 0.0
        self._late = 0
        self._begun = False
        self.profile = profile
        self._deaf = WELL
        self._ear: Ear | None = None
        self._felt = 0.0
        """Up to when the sensors felt it."""

    def prepare(self, sound: Media, chime: Media | None) -> None:
        """Measure them now, not at the start."""
        for media in (sound, chime):
            if media is not None:
                self.measured.of(media, self.rate, self.shelf)

    def tune(self, sound: Media) -> None:
        """A fleet's horn opens nothing: `Measured` takes every stream as carried."""

    def stream(self, order: Stream) -> None:
        if self._order is not None:
            self.silence(self._order.id)
        self._talks.begin(order, self._talk)

    def pieces(self, pieces: Pieces) -> None:
        self._talks.take(pieces, self._talk)

    def play(self, order: Play) -> None:
        self._talks.hush()
        if self._order is not None:
            self.silence(self._order.id)
        self._order, self._begun = order, False
        wanted = self.counter.true_at(order.start_mono)
        self._start = max(wanted, self.timers.now())
        self._late = round(self._start - wanted)
        self._alarm = self.timers.at(self._start, self._begin)

    def silence(self, name: str) -> None:
        self._talks.end(name)
        if self._order is not None and self._order.id == name:
            self._end()

    def amplifier(self, on: bool) -> None:
        """Nothing to hear, nothing to warm."""

    def deafen(self, deaf: Deaf) -> None:
        self._feel()
        self._deaf = deaf

    def check(self) -> str:
        return felt(self.profile, self._deaf)

    def power_off(self) -> None:
        self._talks.drop()
        self._forget()

    def _talk(self, name: str) -> LiveSound:
        out = self.measured.live.output(name, self.rate, lambda: self._deaf)
        return LiveSound(name, self.rate, self.counter, self.timers, self.tell, out, Ear(self.profile))

    def _begin(self) -> None:
        order = self._order
        if order is None:
            return
        found = self.measured.of(order.sound, self.rate, self.shelf)
        if isinstance(found, str):
            self._forget()
            self.tell(Broken(order.id, found))
            return
        self._begun, self._ear, self._felt = True, Ear(self.profile), self._start
        length = self._length(order, found)
        if length > PROOF_MS:
            self._alarm = self.timers.at(self._start + PROOF_MS, self._prove)
        else:
            self._alarm = self.timers.at(self._start + length, self._end)
        self.tell(Started(order.id, self._late))

    def _prove(self) -> None:
        order = self._order
        if order is not None:
            found = self.measured.of(order.sound, self.rate, self.shelf)
            if not isinstance(found, str):
                self._alarm = self.timers.at(self._start + self._length(order, found), self._end)
                self.tell(Sounding(order.id, self._evidence(order)))

    def _end(self) -> None:
        order = self._order
        if order is not None:
            evidence = self._evidence(order)
            self._forget()
            self.tell(Ended(order.id, evidence))

    def _evidence(self, order: Play) -> Evidence:
        found = self.measured.of(order.sound, self.rate, self.shelf)
        if isinstance(found, str) or self._ear is None:
            return Evidence(order.sound.hash, 0, self.rate)
        self._feel()
        heard = min(self.timers.now() - self._start, self._length(order, found))
        frames = round(heard * self.rate / 1000)
        given = Measures(frames, self.rate, self._given(found.level), self._given(found.peak))
        return measured(order, given, self.rate, self._ear, frames if order.sound.kind == KIND else 0)

    def _feel(self) -> None:
        """The sensors feel what sounded since they last did."""
        order, ear, now = self._order, self._ear, self.timers.now()
        if order is not None and ear is not None:
            found = self.measured.of(order.sound, self.rate, self.shelf)
            if not isinstance(found, str):
                until = min(now, self._start + self._length(order, found))
                ear.feel(until - self._felt, self._given(found.level), self._deaf)
                self._felt = until

    def _given(self, level: float | None) -> float | None:
        """What the amplifier gets of a level in the file."""
        down = volume_db(self._order.volume) if self._order is not None else None
        return None if level is None or down is None or self._deaf.muted else round(level + down, 1)

    def _length(self, order: Play, found: Measures) -> float:
        chime = self.measured.of(order.chime, self.rate, self.shelf) if order.chime else ""
        whole = max(0, found.length + (0 if isinstance(chime, str) else chime.length) - order.from_ms)
        return min(whole, order.longest) if order.longest else whole

    def _forget(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._order = self._alarm = self._ear = None
        self._begun = False
