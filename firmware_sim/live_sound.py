"""Live sound at the output: each piece at its own instant, whatever came before it or did not come.

The instant of a piece is reckoned from the newest origin that the brain gave, so that a clock that runs slowly is set
right in the middle of a long talk, and neighbouring horns stay together to the end.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

import av
import av.error
import numpy as np

from devices.audible import volume_db
from devices.messages import Evidence
from devices.relay import Relay
from firmware_sim.clock import Counter
from firmware_sim.deaf import Deaf, Ear
from firmware_sim.effects import Pieces, Stream
from firmware_sim.events import Ended, Losing, Received, Sounding, Started
from firmware_sim.gaps import Gaps
from firmware_sim.jitter import Jitter
from firmware_sim.losses import Losses
from firmware_sim.pauses import Pauses
from firmware_sim.player import PROOF_MS, Tell
from firmware_sim.sound import Meter, Samples, gain
from firmware_sim.timers import Alarm, Timers

PUMP_MS = 200
"""How often what sounds is accounted for."""
SILENT_PUMP_MS = 500
"""... and where nobody hears it, but thousands are accounted for."""
MOST_REMEMBERED = 2_048
FILLER_SAMPLE = 3_277
"""A tenth of full scale: -20 dBFS."""
_EMPTY: Samples = np.zeros(0, np.int16)


class Output(Protocol):
    """Where the pieces of one talk go; what went out is added to the talk's meter and ear."""

    heard: bool
    """Whether there is anything to hear of it."""

    def pieces(self, first: int, pieces: list[bytes], at: float, talk: LiveSound) -> None:
        """Sound these, one after the other, the first at a true instant."""

    def gap(self, ms: int, at: float) -> None:
        """So much did not come: nobody hears a click."""

    def fill(self, ms: int, at: float, talk: LiveSound) -> None:
        """Sound so much of the relay's filler."""


class Decoder:
    """Opus pieces become samples at the output's rate. It remembers the piece before."""

    def __init__(self, rate: int) -> None:
        self._codec = av.CodecContext.create("opus", "r")
        self._codec.layout = "mono"
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)

    def __call__(self, piece: bytes) -> Samples:
        """Its samples; none where it is no Opus."""
        try:
            frames = self._codec.decode(av.Packet(piece))
        except (av.error.FFmpegError, ValueError):
            return _EMPTY
        found = []
        for frame in frames:
            frame.pts = None
            found += [one.to_ndarray()[0] for one in self._resampler.resample(frame)]
        return np.concatenate(found) if found else _EMPTY


class Measured:
    """How loud each piece is, found out once for all devices of a process that hear the same talk."""

    def __init__(self) -> None:
        self._decoders: OrderedDict[tuple[str, int], Decoder] = OrderedDict()
        self._found: OrderedDict[tuple[str, int, int], Meter] = OrderedDict()
        self._runs: OrderedDict[tuple[str, int, int, int], Meter] = OrderedDict()

    def output(self, name: str, rate: int, deaf: Callable[[], Deaf]) -> Output:
        """What measures the pieces of one talk instead of sounding them."""
        return _Measuring(self, name, rate, deaf)

    def run(self, name: str, rate: int, first: int, pieces: list[bytes]) -> Meter:
        """What these hold together, found out once for all boxes that look at the same moment."""
        key = (name, rate, first, len(pieces))
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = Meter()
            for number, piece in enumerate(pieces, first):
                found.merge(self.of(name, rate, number, piece))
            if len(self._runs) > MOST_REMEMBERED:
                self._runs.popitem(last=False)
        return found

    def of(self, name: str, rate: int, number: int, piece: bytes) -> Meter:
        """What one piece holds."""
        found = self._found.get((name, rate, number))
        if found is None:
            found = self._found[name, rate, number] = Meter()
            found.add(self._decoder(name, rate)(piece))
            if len(self._found) > MOST_REMEMBERED:
                self._found.popitem(last=False)
        return found

    def _decoder(self, name: str, rate: int) -> Decoder:
        found = self._decoders.get((name, rate))
        if found is None:
            found = self._decoders[name, rate] = Decoder(rate)
            if len(self._decoders) > 8:
                self._decoders.popitem(last=False)
        return found


class _Measuring:
    """One talk at one horn that makes no sound."""

    heard = False

    def __init__(self, measured: Measured, name: str, rate: int, deaf: Callable[[], Deaf]) -> None:
        self._measured, self._name, self._rate, self._deaf = measured, name, rate, deaf

    def pieces(self, first: int, pieces: list[bytes], at: float, talk: LiveSound) -> None:  # noqa: ARG002 - Output
        self._feel(self._measured.run(self._name, self._rate, first, pieces), talk)

    def gap(self, ms: int, at: float) -> None:
        """Nobody hears it."""

    def fill(self, ms: int, at: float, talk: LiveSound) -> None:  # noqa: ARG002 - Output
        self._feel(_filled(ms * self._rate // 1000), talk)

    def _feel(self, found: Meter, talk: LiveSound) -> None:
        deaf = self._deaf()
        factor = 0.0 if deaf.muted else gain(talk.volume)
        talk.meter.merge(found, factor)
        down = volume_db(talk.volume)
        level = None if down is None or found.level is None or not factor else found.level + down
        talk.ear.feel(found.frames * 1000 / self._rate, level, deaf)


@lru_cache(maxsize=8)
def _filled(frames: int) -> Meter:
    """A filler of which a fleet knows only that it is as loud as masters are."""
    meter = Meter()
    meter.add(np.full(frames, FILLER_SAMPLE, np.int16))
    return meter


class LiveSound:
    """One talk at one horn, or a relay that comes in pieces."""

    __slots__ = (
        "_alarm",
        "_first",
        "_frame",
        "_gaps",
        "_losses",
        "_lost",
        "_next",
        "_order",
        "_origin",
        "_out",
        "_pause",
        "_pauses",
        "_proved",
        "_rate",
        "_told",
        "buffer",
        "carried",
        "counter",
        "ear",
        "meter",
        "name",
        "tell",
        "timers",
    )

    def __init__(
        self, name: str, rate: int, counter: Counter, timers: Timers, tell: Tell, out: Output, ear: Ear
    ) -> None:
        self.name, self.counter, self.timers, self.tell = name, counter, timers, tell
        self._rate, self._out, self._pause = rate, out, PUMP_MS if out.heard else SILENT_PUMP_MS
        self.buffer = Jitter()
        self._order: Stream | None = None
        self._origin = self._frame = self._next = self._lost = 0
        self._first: int | None = None
        self._gaps: Gaps | None = None
        self._losses: Losses | None = None
        self._pauses = Pauses()
        self._told = ""
        self.carried = 0
        """Frames that came in pieces."""
        self.meter, self.ear = Meter(), ear
        self._proved = False
        self._alarm: Alarm | None = None

    @property
    def volume(self) -> int:
        """Percent."""
        return self._order.volume if self._order is not None else 0

    @property
    def frame(self) -> int:
        """Milliseconds of a piece."""
        return self._frame

    @property
    def relay(self) -> Relay | None:
        """What it is the sound of, where it is a relay's."""
        return self._order.relay if self._order is not None else None

    def take(self, pieces: Pieces) -> None:
        """These have come."""
        self._origin, self._frame = pieces.origin_mono, pieces.frame
        if pieces.fault:
            self._gaps = self._gaps or Gaps(pieces.frame)
            self._gaps.say(pieces.first, pieces.fault)
        playing = math.ceil((self.timers.now() - self._instant(0)) / pieces.frame)
        self.buffer.put(pieces.first, pieces.pieces, playing)
        if pieces.end:
            self.buffer.end = pieces.first
        elif not pieces.fault:
            self._pauses.came(pieces.first, pieces.pieces)

    def begin(self, order: Stream) -> None:
        """Sound from the instant of the order on."""
        self._order, self._origin, self._frame = order, order.origin_mono, order.frame
        self._gaps = None if order.relay is None else self._gaps or Gaps(order.frame)
        self._losses = self._losses or Losses(order.frame)
        self._next = max(0, math.ceil((order.start_mono - order.origin_mono) / order.frame))
        self._alarm = self.timers.at(self._instant(self._next), self._pump)

    def finish(self) -> None:
        """Not further: what has sounded is told."""
        if self._order is not None:
            self._follow()
            self._over()

    def drop(self) -> None:
        """Without power nobody is told."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._order = None

    def evidence(self) -> Evidence:
        """What was heard so far."""
        order, meter, ear = self._order, self.meter, self.ear
        assert order is not None
        return Evidence(
            media=order.sound.hash,
            frames=meter.frames,
            rate=self._rate,
            level=meter.level,
            peak=meter.peak,
            skip=max(0, order.start_mono - order.origin_mono),
            volume=order.volume,
            current=ear.current,
            microphone=ear.microphone,
            ambient=ear.ambient,
            lost=self._lost * self._frame * self._rate // 1000,
            carried=self.carried if order.relay is not None else 0,
        )

    def _instant(self, number: int) -> float:
        return self.counter.true_at(self._origin + number * self._frame)

    def _pump(self) -> None:
        if self._follow():
            self._over()
        elif self._order is not None:
            self._alarm = self.timers.after(self._pause, self._pump)

    def _follow(self) -> bool:
        """Everything whose instant has come sounds; whether nothing comes after it."""
        order, now = self._order, self.timers.now()
        if order is None:
            return False
        last = self.counter.true_at(order.start_mono) + order.longest
        run: list[bytes] = []
        begun, over = 0.0, False
        while (at := self._instant(self._next)) <= now:
            over = at >= last or (self.buffer.end is not None and self._next >= self.buffer.end)
            piece = None if over else self.buffer.take(self._next)
            if piece is not None:
                begun = begun if run else at
                run.append(piece)
                self._next += 1
                continue
            run = self._some(order, run, begun)
            if over:
                return True
            self._none(order, at)
            self._next += 1
        self._some(order, run, begun)
        return False

    def _some(self, order: Stream, run: list[bytes], at: float) -> list[bytes]:
        """Pieces in a row that have come, up to the next one; nothing is left of them."""
        if not run:
            return run
        before, first = self.meter.frames, self._next - len(run)
        self._out.pieces(first, run, at, self)
        self.carried += self.meter.frames - before
        self._started(order, first, at)
        if self._gaps is not None:
            self._gaps.came(self._next - 1)
            self._tell_fault(order)
        self._tell_losses(order, len(run), lost=False)
        if not self._proved and self.carried >= PROOF_MS * self._rate / 1000 and self.meter.level is not None:
            self._proved = True
            self.tell(Sounding(self.name, self.evidence()))
        return []

    def _none(self, order: Stream, at: float) -> None:
        """This piece has not come: it is bridged, or the filler sounds where it is a relay's."""
        fills = self._gaps is not None and self._gaps.missed(self._next)
        lost = not fills and not self._pauses.covers(self._next)
        self._lost += lost
        if fills:
            self._out.fill(self._frame, at, self)
        else:
            self._out.gap(self._frame, at)
        if self._gaps is not None:
            self._started(order, self._next, at)
            self._tell_fault(order)
        elif self._first is not None:
            self._tell_losses(order, 1, lost=lost)

    def _started(self, order: Stream, number: int, at: float) -> None:
        if self._first is None:
            self._first = number
            self.tell(Started(self.name, round(at - self.counter.true_at(order.start_mono))))

    def _tell_fault(self, order: Stream) -> None:
        if self._gaps is not None and self._gaps.fault != self._told:
            self._told = self._gaps.fault
            self.tell(Received(order.sound.hash, self._told))

    def _tell_losses(self, order: Stream, pieces: int, *, lost: bool) -> None:
        """Of a talk: whoever speaks wants to know. What a relay lacks is told as its fault."""
        if self._losses is None or order.relay is not None:
            return
        self._losses.note(pieces, lost)
        many = self._losses.turned()
        if many is not None:
            self.tell(Losing(self.name, many))

    def _over(self) -> None:
        evidence = self.evidence()
        self.drop()
        self.tell(Ended(self.name, evidence))


class Talks:
    """All that come to one horn: one sounds, others wait with their pieces."""

    __slots__ = ("_left", "_sounding", "_talks")

    def __init__(self) -> None:
        self._talks: dict[str, LiveSound] = {}
        self._sounding = ""
        self._left: tuple[str, Jitter] | None = None
        """What had come already of the one that ended last: it may only have been interrupted."""

    def take(self, pieces: Pieces, make: Callable[[str], LiveSound]) -> None:
        """These have come, perhaps before the order."""
        self._of(pieces.id, make).take(pieces)

    def begin(self, order: Stream, make: Callable[[str], LiveSound]) -> None:
        """This one sounds, in the place of any other."""
        if self._sounding != order.id:
            self.hush()
        self._sounding = order.id
        self._of(order.id, make).begin(order)

    def hush(self) -> None:
        """What sounds ends."""
        self.end(self._sounding)

    def end(self, name: str) -> None:
        """This one ends, whether it sounds or waits."""
        talk = self._talks.pop(name, None)
        if self._sounding == name:
            self._sounding = ""
        if talk is not None:
            talk.finish()
            self._left = (name, talk.buffer)

    def drop(self) -> None:
        """Without power nobody is told."""
        for talk in self._talks.values():
            talk.drop()
        self._talks.clear()
        self._sounding, self._left = "", None

    def _of(self, name: str, make: Callable[[str], LiveSound]) -> LiveSound:
        found = self._talks.get(name)
        if found is None:
            found = self._talks[name] = make(name)
            if self._left is not None and self._left[0] == name:
                found.buffer = self._left[1]
        return found
