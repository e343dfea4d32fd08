"""What a sound looks like while it flows by: a few figures for each hundredth of a second, never the sound itself.

Two hours leave 720,000 blocks of two small numbers behind, six megabytes; nothing longer is ever held.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]

RATE = 48_000
BLOCK = RATE // 100
BLOCK_MS = 10
LOOK = 10 * BLOCK
"""Samples of one look at the spectrum, a tenth of a second: lines of 10 Hz."""
BANDS = slice(20, 420)
"""Lines from 200 Hz to 4.2 kHz, in which voices and melodies are."""
BAND = 20
LEVELS = 512
"""Steps of the histogram, half of them up to full scale: lossy recordings of a clipped sound go beyond."""
WILD = 1_000.0
"""60 dB above full scale: no microphone gives that, only numbers that are none."""
WINDOW = np.hanning(LOOK).astype(np.float32)


@dataclass(slots=True)
class Portrait:
    """Grows with `take`, and ends with `close`."""

    histogram: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(LEVELS, np.int64))
    """How many samples of every second block have which amplitude, up to twice full scale."""
    wild: bool = False
    """There were numbers among the samples that no sound has."""
    _peaks: list[Numbers] = field(default_factory=list)
    _powers: list[Numbers] = field(default_factory=list)
    _lines: list[Numbers] = field(default_factory=list)
    _rest: bytes = b""
    _bytes: int = 0

    def take(self, piece: bytes) -> None:
        """The next samples: 32 bit floats, mono, ``RATE``."""
        self._bytes += len(piece)
        whole = self._rest + piece
        used = len(whole) - len(whole) % (LOOK * 4)
        self._rest = whole[used:]
        if used:
            self._see(samples := self._samples(whole[:used]))
            self._lines.append(standing_out(samples.reshape(-1, LOOK)))

    def close(self) -> None:
        """That was all. Of the last tenth of a second there is no look at the spectrum."""
        self._see(self._samples(self._rest[: len(self._rest) - len(self._rest) % (BLOCK * 4)]))
        self._rest = b""

    def _samples(self, piece: bytes) -> Numbers:
        samples: Numbers = np.frombuffer(piece, "<f4")
        if samples.size and not np.abs(samples).max() <= WILD:  # also where that is no number
            self.wild = True
            samples = np.nan_to_num(samples, posinf=2.0, neginf=-2.0).clip(-2.0, 2.0)
        return samples

    def _see(self, samples: Numbers) -> None:
        blocks = samples.reshape(-1, BLOCK)
        loud = np.abs(blocks)
        steps = np.minimum(loud[::2] * (LEVELS // 2), LEVELS - 1).astype(np.int32)  # every second block tells enough
        self.histogram += np.bincount(steps.ravel(), minlength=LEVELS)
        self._peaks.append(loud.max(axis=1))
        self._powers.append(np.einsum("ij,ij->i", blocks, blocks) / np.float32(BLOCK))

    @property
    def samples(self) -> int:
        """How many there were."""
        return self._bytes // 4

    @property
    def peaks(self) -> Numbers:
        """The highest amplitude of each block."""
        return _joined(self._peaks)

    @property
    def levels(self) -> Numbers:
        """The power of each block, in dB against full scale."""
        levels: Numbers = (10 * np.log10(np.maximum(_joined(self._powers), 1e-12))).astype(np.float32)
        return levels

    @property
    def lines(self) -> Numbers:
        """How far the strongest line of each band stands out in each look, in dB, the mean of the bands."""
        return _joined(self._lines)


def standing_out(looks: Numbers) -> Numbers:
    """A voice, a tone and music have lines far above what is beside them; noise of whatever colour has none."""
    spectrum = np.abs(np.fft.rfft(looks * WINDOW, axis=1)[:, BANDS]) ** 2 + 1e-20
    bands = spectrum.reshape(len(looks), -1, BAND)
    above = bands.max(axis=2) / np.median(bands, axis=2)
    mean: Numbers = (10 * np.log10(above)).mean(axis=1).astype(np.float32)
    return mean


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)
