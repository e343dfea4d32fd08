"""Decoding, loudness and level: what a box does to a sound before it reaches the horn.

Sound is mono, 16 bit, at the profile's rate. Only the container that the document names is tried: a playlist behind the
name of a sound is refused and can open nothing.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import av
import av.error
import numpy as np
import numpy.typing as npt

from devices.audible import volume_db

Samples = npt.NDArray[np.int16]

CONTAINERS = {"opus": "ogg", "ogg": "ogg", "mp3": "mp3", "wav": "wav", "flac": "flac"}
"""By the media's ``kind``."""
FULL_SCALE = 32_768.0


class NotSound(Exception):
    """These bytes are not a sound of the kind that they claim to be."""


def gain(percent: int) -> float:
    """The factor for a volume: 100 is 1, 0 is silence, between them linear in decibels: 50 is 20 dB down."""
    down = volume_db(percent)
    return 0.0 if down is None else float(10 ** (down / 20))


def blocks(data: bytes, kind: str, rate: int) -> Iterator[Samples]:
    """Decode piece by piece. Raises `NotSound`, also half-way, where the file breaks off or turns into noise."""
    container = CONTAINERS.get(kind)
    if container is None:
        raise NotSound(f"kind {kind}")
    try:
        with av.open(io.BytesIO(data), mode="r", format=container) as file:
            if not file.streams.audio:
                raise NotSound("no sound in it")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            for frame in file.decode(file.streams.audio[0]):
                frame.pts = None
                for piece in resampler.resample(frame):
                    yield piece.to_ndarray()[0]
            for piece in resampler.resample(None):
                yield piece.to_ndarray()[0]
    except (av.error.FFmpegError, ValueError, IndexError) as error:
        raise NotSound(str(error)) from None


def amplified(samples: Samples, factor: float) -> Samples:
    """``samples`` louder or softer by ``factor``, held within 16 bits."""
    if factor == 1.0:
        return samples
    loud: Samples = np.clip(np.rint(samples * factor), -32_768, 32_767).astype(np.int16)
    return loud


def decibels(mean_square: float) -> float:
    """dBFS of a mean square of 16-bit samples."""
    return 10 * math.log10(mean_square / FULL_SCALE**2)


@dataclass(slots=True)
class Meter:
    """Measures what goes out: RMS level and peak in dBFS (a sine at full scale has -3 dBFS), and frames."""

    frames: int = 0
    _squares: float = 0.0
    _peak: int = field(default=0)

    def add(self, samples: Samples) -> float | None:
        """Take in what has just sounded; the level of this piece alone."""
        if not samples.size:
            return None
        exact = samples.astype(np.float64)
        squares = float(np.dot(exact, exact))
        self.frames += int(samples.size)
        self._squares += squares
        self._peak = max(self._peak, int(np.abs(exact).max()))
        return decibels(squares / samples.size) if squares else None

    def merge(self, other: Meter, factor: float = 1.0) -> None:
        """Take in what another has measured, louder or softer by ``factor``."""
        self.frames += other.frames
        self._squares += other._squares * factor**2
        self._peak = max(self._peak, round(other._peak * factor))

    @property
    def level(self) -> float | None:
        """RMS over all frames, dBFS; None while nothing but digital silence was heard."""
        if not self.frames or not self._squares:
            return None
        return round(decibels(self._squares / self.frames), 1)

    @property
    def peak(self) -> float | None:
        """Highest sample, dBFS."""
        return round(20 * math.log10(self._peak / FULL_SCALE), 1) if self._peak else None


@dataclass(frozen=True, slots=True)
class Measures:
    """What a whole file holds, at full volume."""

    frames: int
    rate: int
    level: float | None
    peak: float | None

    @property
    def length(self) -> int:
        """Milliseconds."""
        return round(self.frames * 1000 / self.rate)


def measure(data: bytes, kind: str, rate: int) -> Measures:
    """Decode all of it, which is also the test that it can be decoded. Raises `NotSound`."""
    meter = Meter()
    for samples in blocks(data, kind, rate):
        meter.add(samples)
    if not meter.frames:
        raise NotSound("empty")
    return Measures(meter.frames, rate, meter.level, meter.peak)
