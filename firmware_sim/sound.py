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

Samples = npt.NDArray[np.int16]

CONTAINERS = {"opus": "ogg", "ogg": "ogg", "mp3": "mp3", "wav": "wav", "flac": "flac"}
"""By the media's ``kind``."""
FULL_SCALE = 32_768.0
RANGE_DB = 40.0
"""Between 1 and 100 percent, roughly: 0.4 dB a percent. 50 % is 20 dB down, which the ear calls a quarter."""
SILENT_DBFS = -70.0
"""Below this nothing sounded, whatever was played: an empty file is not a broadcast."""


class NotSound(Exception):
    """These bytes are not a sound of the kind that they claim to be."""


def gain(percent: int) -> float:
    """The factor for a volume: 100 is 1, 0 is silence, between them linear in decibels (see `RANGE_DB`)."""
    if percent <= 0:
        return 0.0
    return float(10 ** ((min(percent, 100) - 100) / 100 * RANGE_DB / 20))


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


@dataclass(slots=True)
class Meter:
    """Measures what goes out: RMS level and peak in dBFS (a sine at full scale has -3 dBFS), and frames."""

    frames: int = 0
    _squares: float = 0.0
    _peak: int = field(default=0)

    def add(self, samples: Samples) -> None:
        """Take in what has just sounded."""
        if samples.size:
            wide = samples.astype(np.int32)
            self.frames += int(samples.size)
            self._squares += float(np.dot(samples.astype(np.float64), samples.astype(np.float64)))
            self._peak = max(self._peak, int(np.abs(wide).max()))

    @property
    def level(self) -> float | None:
        """RMS over all frames, dBFS; None while nothing but digital silence was heard."""
        if not self.frames or not self._squares:
            return None
        return round(10 * math.log10(self._squares / self.frames / FULL_SCALE**2), 1)

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
