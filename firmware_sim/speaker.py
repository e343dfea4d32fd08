"""The horn: plays what it is told at the instant it is told, and measures what really went out.

`Speaker` decodes, applies volume and the amplifier's warm-up, and writes the result on a time line (and to a sound card
if there is one). `VirtualSpeaker` knows of each file only what `sound.measure` found, once for all devices of a
process: for fleets and for virtual time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Protocol

import numpy as np

from devices.messages import Evidence, Media
from firmware_sim.clock import Counter
from firmware_sim.effects import Play
from firmware_sim.events import Broken, Ended, Event, Sounding, Started
from firmware_sim.shelf import Shelf
from firmware_sim.sound import Measures, Meter, NotSound, Samples, amplified, blocks, gain, measure
from firmware_sim.timeline import TimeLine
from firmware_sim.timers import Alarm, Timers

PUMP_MS = 200
"""How often sound is passed on while something plays."""
PROOF_MS = 2_000
"""Heard for so long (or whole, if shorter), it counts as sounded."""
Tell = Callable[[Event], object]


class Player(Protocol):
    """What a device's output can do."""

    def prepare(self, sound: Media, chime: Media | None) -> None:
        """Open these soon-to-be-played files."""

    def play(self, order: Play) -> None:
        """Play at the instant that the order names."""

    def silence(self, name: str) -> None:
        """End this at once; `Ended` is told."""

    def amplifier(self, on: bool) -> None:
        """Power for the amplifier."""

    def check(self) -> str:
        """Self-test of the output path: '' or the reason why not."""

    def power_off(self) -> None:
        """Everything stops; nothing is told."""


class Card(Protocol):
    """A sound card."""

    def write(self, samples: Samples) -> None:
        """Play these after what came before."""


class _Voice:
    """One sound under way."""

    __slots__ = (
        "alarm",
        "buffer",
        "factor",
        "late",
        "left",
        "meter",
        "order",
        "proved",
        "source",
        "start",
        "told",
        "written",
    )

    def __init__(self, order: Play, start: float) -> None:
        self.order, self.start = order, start
        self.alarm: Alarm | None = None
        self.source: Iterator[Samples] = iter(())
        self.buffer: Samples = np.zeros(0, np.int16)
        self.factor = gain(order.volume)
        self.left: float = math.inf
        self.late = 0.0
        self.written = 0
        self.meter = Meter()
        self.told = self.proved = False


class Speaker:
    """A horn that can be listened to."""

    def __init__(
        self,
        line: TimeLine,
        counter: Counter,
        timers: Timers,
        shelf: Shelf,
        tell: Tell,
        warmup_ms: int = 0,
        card: Card | None = None,
    ) -> None:
        self.line, self.counter, self.timers, self.shelf, self.tell = line, counter, timers, shelf, tell
        self.warmup_ms, self.card = warmup_ms, card
        self._voice: _Voice | None = None
        self._warm_at = math.inf
        self._ready: tuple[Media, Media | None, Iterator[Samples]] | None = None

    # ---------------------------------------------------------------- orders

    def prepare(self, sound: Media, chime: Media | None) -> None:
        """Open the decoder and decode the first piece, which takes the longest."""
        try:
            source = self._whole(Play("", sound, 0, 0, chime=chime), self.line.rate)
            self._ready = (sound, chime, chain((next(source),), source))
        except (NotSound, StopIteration):
            self._ready = None  # it is told when it should have sounded

    def play(self, order: Play) -> None:
        if self._voice is not None:
            self.silence(self._voice.order.id)
        voice = self._voice = _Voice(order, self.counter.true_at(order.start_mono))
        self._open(voice)

    def silence(self, name: str) -> None:
        voice = self._voice
        if voice is not None and voice.order.id == name:
            self._pump(voice, finishing=True)
            if self._voice is voice:
                self._finish(voice, "silenced")

    def amplifier(self, on: bool) -> None:
        now = self.timers.now()
        if self._voice is not None and self._voice.told:
            self._pump(self._voice, finishing=True)
        self._warm_at = now + self.warmup_ms if on else math.inf
        self.line.note("amplifier on" if on else "amplifier off", now)

    def check(self) -> str:
        return ""

    def power_off(self) -> None:
        if self._voice is not None:
            voice = self._voice
            if voice.told:
                self.tell, tell = _nobody, self.tell
                self._pump(voice, finishing=True)
                self.tell = tell
            self._drop(voice)
            self.line.note("power off", self.timers.now(), id=voice.order.id)
        self._warm_at = math.inf

    def close(self) -> None:
        """The session ends: the files are complete."""
        self.power_off()
        self.line.close(self.timers.now())

    # ---------------------------------------------------------------- playing

    def _open(self, voice: _Voice) -> None:
        order = voice.order
        rate = self.line.rate
        try:
            voice.source = self._take_ready(order) or self._whole(order, rate)
            voice.buffer = next(voice.source)
        except NotSound:
            self._break(voice, "undecodable")
            return
        except StopIteration:
            self._break(voice, "silent")
            return
        voice.left = order.longest * rate // 1000 if order.longest else math.inf
        # What is handed over in time starts in time, as from the buffer of a sound chip, however busy the processor is.
        voice.late = max(0.0, self.timers.now() - voice.start)
        voice.start += voice.late
        voice.alarm = self.timers.at(voice.start, lambda: self._begin(voice))

    def _take_ready(self, order: Play) -> Iterator[Samples] | None:
        ready, self._ready = self._ready, None
        fits = ready is not None and not order.from_ms and ready[:2] == (order.sound, order.chime)
        return ready[2] if ready is not None and fits else None

    def _whole(self, order: Play, rate: int) -> Iterator[Samples]:
        if order.chime is not None and not order.from_ms:
            yield from self._file(order.chime, rate)
        skip = order.from_ms * rate // 1000
        for block in self._file(order.sound, rate):
            if skip >= len(block):
                skip -= len(block)
                continue
            yield block[skip:]
            skip = 0

    def _file(self, media: Media, rate: int) -> Iterator[Samples]:
        data = self.shelf.read(media.hash)
        if data is None:
            raise NotSound("not on the shelf")
        return blocks(data, media.kind, rate)

    def _begin(self, voice: _Voice) -> None:
        voice.told = True
        self.line.note("started", voice.start, id=voice.order.id, volume=voice.order.volume)
        self.tell(Started(voice.order.id, round(voice.late)))
        self._pump(voice)

    def _pump(self, voice: _Voice, finishing: bool = False) -> None:
        """Everything that was heard by now goes onto the time line."""
        if voice.alarm is not None:
            voice.alarm.cancel()
        if not voice.told:
            return
        rate = self.line.rate
        now = self.timers.now()
        due = int((now - voice.start) * rate / 1000) - voice.written
        broken = self._emit(voice, min(due, voice.left))
        if self._voice is not voice:
            return
        if broken or voice.left <= 0:
            self._finish(voice, broken)
            return
        self._prove(voice)
        if not finishing and self._voice is voice:
            voice.alarm = self.timers.after(PUMP_MS, lambda: self._pump(voice))

    def _emit(self, voice: _Voice, frames: float) -> str:
        """Write up to so many frames; returns why there are no more ('' while there are)."""
        while frames > 0:
            if not len(voice.buffer):
                try:
                    voice.buffer = next(voice.source)
                except StopIteration:
                    return "end"
                except NotSound:
                    return "undecodable"
                continue
            piece = voice.buffer[: int(frames)]
            voice.buffer = voice.buffer[len(piece) :]
            self._out(voice, piece)
            frames -= len(piece)
        return ""

    def _out(self, voice: _Voice, piece: Samples) -> None:
        at = voice.start + voice.written * 1000 / self.line.rate
        sound = amplified(piece, voice.factor)
        cold = (self._warm_at - at) * self.line.rate / 1000
        if cold > 0:
            sound = sound.copy()
            sound[: int(min(cold, len(sound)))] = 0
        self.line.put(at, sound)
        if self.card is not None:
            self.card.write(sound)
        voice.meter.add(sound)
        voice.written += len(piece)
        voice.left -= len(piece)

    def _prove(self, voice: _Voice) -> None:
        enough = voice.meter.frames >= PROOF_MS * self.line.rate / 1000
        if enough and not voice.proved and voice.meter.level is not None:
            voice.proved = True
            self.tell(Sounding(voice.order.id, self._evidence(voice)))

    def _evidence(self, voice: _Voice) -> Evidence:
        meter = voice.meter
        return Evidence(voice.order.sound.hash, meter.frames, self.line.rate, meter.level, meter.peak)

    def _finish(self, voice: _Voice, how: str) -> None:
        self._drop(voice)
        end = voice.start + voice.written * 1000 / self.line.rate
        self.line.note("ended", end, id=voice.order.id, frames=voice.meter.frames, level=voice.meter.level, how=how)
        if how == "undecodable":
            self.tell(Broken(voice.order.id, how, self._evidence(voice)))
        else:
            self.tell(Ended(voice.order.id, self._evidence(voice)))

    def _break(self, voice: _Voice, reason: str) -> None:
        self._drop(voice)
        self.tell(Broken(voice.order.id, reason))

    def _drop(self, voice: _Voice) -> None:
        if voice.alarm is not None:
            voice.alarm.cancel()
        if self._voice is voice:
            self._voice = None


def _nobody(event: Event) -> None:
    """Without power nobody is told."""


class Measured:
    """What every file holds, found out once for each (file, rate) of a process."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], Measures | str] = {}

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
                found = measure(data, media.kind, rate)
            except NotSound:
                found = "undecodable"
            self._found[key] = found
        return found


class VirtualSpeaker:
    """A horn that makes no sound, but takes as long and tells as much."""

    __slots__ = (
        "_alarm",
        "_begun",
        "_late",
        "_order",
        "_start",
        "counter",
        "measured",
        "rate",
        "shelf",
        "tell",
        "timers",
    )

    def __init__(
        self, rate: int, counter: Counter, timers: Timers, shelf: Shelf, tell: Tell, measured: Measured
    ) -> None:
        self.rate, self.counter, self.timers = rate, counter, timers
        self.shelf, self.tell, self.measured = shelf, tell, measured
        self._order: Play | None = None
        self._alarm: Alarm | None = None
        self._start = 0.0
        self._late = 0
        self._begun = False

    def prepare(self, sound: Media, chime: Media | None) -> None:
        """Measure them now, not at the start."""
        for media in (sound, chime):
            if media is not None:
                self.measured.of(media, self.rate, self.shelf)

    def play(self, order: Play) -> None:
        if self._order is not None:
            self.silence(self._order.id)
        self._order, self._begun = order, False
        wanted = self.counter.true_at(order.start_mono)
        self._start = max(wanted, self.timers.now())
        self._late = round(self._start - wanted)
        self._alarm = self.timers.at(self._start, self._begin)

    def silence(self, name: str) -> None:
        if self._order is not None and self._order.id == name:
            self._end()

    def amplifier(self, on: bool) -> None:
        """Nothing to hear, nothing to warm."""

    def check(self) -> str:
        return ""

    def power_off(self) -> None:
        self._forget()

    def _begin(self) -> None:
        order = self._order
        if order is None:
            return
        found = self.measured.of(order.sound, self.rate, self.shelf)
        if isinstance(found, str):
            self._forget()
            self.tell(Broken(order.id, found))
            return
        self._begun = True
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
        if isinstance(found, str) or not self._begun:
            return Evidence(order.sound.hash, 0, self.rate)
        heard = min(self.timers.now() - self._start, self._length(order, found))
        factor = gain(order.volume)
        down = 20 * math.log10(factor) if factor else None
        level, peak = (
            None if down is None or one is None else round(one + down, 1) for one in (found.level, found.peak)
        )
        return Evidence(order.sound.hash, round(heard * self.rate / 1000), self.rate, level, peak)

    def _length(self, order: Play, found: Measures) -> float:
        chime = self.measured.of(order.chime, self.rate, self.shelf) if order.chime and not order.from_ms else ""
        whole = max(0, found.length - order.from_ms) + (0 if isinstance(chime, str) else chime.length)
        return min(whole, order.longest) if order.longest else whole

    def _forget(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._order = self._alarm = None
        self._begun = False
