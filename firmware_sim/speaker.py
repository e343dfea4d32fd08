"""The horn: plays what it is told at the instant it is told, and measures what really went out.

It decodes, applies volume and the amplifier's warm-up, and writes the result on a time line (and to a sound card if
there is one).
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from itertools import chain

import numpy as np

from devices.messages import Evidence, Media
from devices.profiles import Profile
from devices.relay import KIND
from firmware_sim.carrier import Carrier
from firmware_sim.clock import Counter
from firmware_sim.deaf import WELL, Deaf, Ear, felt, measured
from firmware_sim.effects import Pieces, Play, Stream
from firmware_sim.events import Broken, Ended, Event, Sounding, Started
from firmware_sim.live_sound import LiveSound, Talks
from firmware_sim.player import PROOF_MS, Card, Tell
from firmware_sim.seam import Seam
from firmware_sim.shelf import Shelf
from firmware_sim.sound import Meter, NotSound, Samples, amplified, blocks, gain
from firmware_sim.timeline import TimeLine
from firmware_sim.timers import Alarm, Timers
from firmware_sim.tuner import Tuner

PUMP_MS = 200
"""How often sound is passed on while something plays."""


class _Voice:
    """One sound under way."""

    __slots__ = (
        "alarm",
        "buffer",
        "carrier",
        "ear",
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

    def __init__(self, order: Play, start: float, ear: Ear) -> None:
        self.order, self.start, self.ear = order, start, ear
        self.alarm: Alarm | None = None
        self.source: Iterator[Samples] = iter(())
        self.carrier: Carrier | None = None
        """Of a relay: where its sound comes from."""
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
        profile: Profile | None = None,
    ) -> None:
        self.line, self.counter, self.timers, self.shelf, self.tell = line, counter, timers, shelf, tell
        self.warmup_ms, self.card, self.profile = warmup_ms, card, profile
        self._deaf = WELL
        self._voice: _Voice | None = None
        self._talks = Talks()
        self._factor = 1.0
        self._warm_at = math.inf
        self.tuner = Tuner(line.rate, timers, shelf, tell)
        self._ready: tuple[Media, Media | None, Iterator[Samples]] | None = None

    # ---------------------------------------------------------------- orders

    def prepare(self, sound: Media, chime: Media | None) -> None:
        """Open the decoder and decode the first piece, which takes the longest."""
        if sound.kind == KIND:
            return  # it has been tuned
        try:
            source = self._whole(Play("", sound, 0, 0, chime=chime), self.line.rate)
            self._ready = (sound, chime, chain((next(source),), source))
        except (NotSound, StopIteration):
            self._ready = None  # it is told when it should have sounded

    def tune(self, sound: Media) -> None:
        self.tuner.tune(sound)

    def stream(self, order: Stream) -> None:
        if self._voice is not None:
            self.silence(self._voice.order.id)
        self._factor = gain(order.volume)
        self.line.note("started", self.counter.true_at(order.start_mono), id=order.id, volume=order.volume)
        self._talks.begin(order, self._talk)

    def pieces(self, pieces: Pieces) -> None:
        self._talks.take(pieces, self._talk)

    def play(self, order: Play) -> None:
        self._talks.hush()
        if self._voice is not None:
            self.silence(self._voice.order.id)
        voice = self._voice = _Voice(order, self.counter.true_at(order.start_mono), Ear(self.profile))
        self._open(voice)

    def silence(self, name: str) -> None:
        self._talks.end(name)
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

    def deafen(self, deaf: Deaf) -> None:
        if self._voice is not None and self._voice.told:
            self._pump(self._voice)
        self._deaf = deaf

    def check(self) -> str:
        return felt(self.profile, self._deaf)

    def power_off(self) -> None:
        self._talks.drop()
        if self._voice is not None:
            voice = self._voice
            if voice.told:
                self.tell, tell = _nobody, self.tell
                self._pump(voice, finishing=True)
                self.tell = tell
            self._drop(voice)
            self.line.note("power off", self.timers.now(), id=voice.order.id)
        self.tuner.power_off()
        self._warm_at = math.inf

    def close(self) -> None:
        """The session ends: the files are complete."""
        self.power_off()
        self.line.close(self.timers.now())

    # ---------------------------------------------------------------- live

    def _talk(self, name: str) -> LiveSound:
        out = Seam(self.line.rate, self.shelf, self._live)
        return LiveSound(name, self.line.rate, self.counter, self.timers, self.tell, out, Ear(self.profile))

    def _live(self, at: float, sound: Samples, talk: LiveSound | None) -> None:
        given = self._put(at, amplified(sound, self._factor))
        if talk is not None:
            talk.ear.feel(len(given) * 1000 / self.line.rate, talk.meter.add(given), self._deaf)

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
        skip = order.from_ms * rate // 1000
        if order.chime is not None:
            skip = yield from self._file(order.chime, rate, skip)
        if order.sound.kind == KIND:
            yield from self._carried(order.sound, rate, skip)
        else:
            yield from self._file(order.sound, rate, skip)

    def _carried(self, sound: Media, rate: int, skip: int) -> Iterator[Samples]:
        """A relay, for as long as it was signed: its stream, or its filler."""
        carrier = self.tuner.source(sound)
        if self._voice is not None:
            self._voice.carrier = carrier
        left = carrier.relay.length * rate // 1000 - skip
        for block in carrier:
            yield block[:left]
            left -= len(block)
            if left <= 0:
                return

    def _file(self, media: Media, rate: int, skip: int) -> Generator[Samples, None, int]:
        """A file but for its first ``skip`` frames; how many of these it was too short for."""
        data = self.shelf.read(media.hash)
        if data is None:
            raise NotSound("not on the shelf")
        for block in blocks(data, media.kind, rate):
            if skip < len(block):
                yield block[skip:]
            skip = max(0, skip - len(block))
        return skip

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
        given = self._put(at, amplified(piece, voice.factor))
        voice.ear.feel(len(given) * 1000 / self.line.rate, voice.meter.add(given), self._deaf)
        voice.written += len(piece)
        voice.left -= len(piece)

    def _put(self, at: float, sound: Samples) -> Samples:
        """Out of the horn, as far as it is warm and well; what was given to its amplifier."""
        cold = (self._warm_at - at) * self.line.rate / 1000
        if cold > 0:
            sound = sound.copy()
            sound[: int(min(cold, len(sound)))] = 0
        if self._deaf.muted:
            sound = np.zeros_like(sound)
        heard = amplified(sound, self._deaf.factor(self.profile.output.horns if self.profile else 1))
        self.line.put(at, heard)
        if self.card is not None:
            self.card.write(heard)
        return sound

    def _prove(self, voice: _Voice) -> None:
        heard = voice.meter.frames if voice.carrier is None else voice.carrier.carried
        enough = heard >= PROOF_MS * self.line.rate / 1000
        if enough and not voice.proved and voice.meter.level is not None:
            voice.proved = True
            self.tell(Sounding(voice.order.id, self._evidence(voice)))

    def _evidence(self, voice: _Voice) -> Evidence:
        carried = 0 if voice.carrier is None else min(voice.carrier.carried, voice.meter.frames)
        return measured(voice.order, voice.meter, self.line.rate, voice.ear, carried)

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
        if voice.carrier is not None:
            self.tuner.drop(voice.order.sound)
        if self._voice is voice:
            self._voice = None


def _nobody(event: Event) -> None:
    """Without power nobody is told."""
