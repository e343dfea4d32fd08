"""Brings what nobody has mastered to the loudness of everything else: ITU-R BS.1770, measured as it passes.

A station is as loud as it likes. Its loudness over the last half minute (K-weighted, gated as the recommendation says)
is compared with the target, and a gain within bounds moves slowly, so that speech is not pumped. A peak that would be
clipped is held down for its tenth of a second.
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np
import numpy.typing as npt

from firmware_sim.sound import FULL_SCALE, Samples

BLOCK_S = 0.1
GATED = 4
"""Blocks in one measuring window of 400 ms; it moves on by one block."""
MEMORY = 300
"""Blocks that count: half a minute."""
MOST_DB = 20.0
"""Louder or softer by no more: what is softer still is a fault of the station, not of the setting."""
UP_DB, DOWN_DB = 0.2, 0.6
"""A block, at most, once it has settled."""
SETTLE = 20
"""Blocks in which it may move at once: before anybody listens."""
MOST_HELD_DB = 4.0
"""So much of what holding peaks down costs is made good."""
CEILING = 10 ** (-1.5 / 20)
ABSOLUTE, RELATIVE = -70.0, -10.0


class Leveller:
    """The running gain of one stream. Feed it blocks of `BLOCK_S`."""

    def __init__(self, rate: int, target: float) -> None:
        self.target = target
        self.gain_db = 0.0
        self.loudness: float | None = None
        """Of what came, LUFS."""
        self._weights = weights(rate, round(rate * BLOCK_S))
        self._powers: deque[float] = deque(maxlen=MEMORY)
        self._held: deque[float] = deque(maxlen=MEMORY)
        self._seen = 0
        self._factor = 1.0

    def level(self, block: Samples) -> Samples:
        """A block as loud as it should be."""
        self._powers.append(power(block, self._weights))
        self._seen += 1
        loudness = self.loudness = integrated(self._powers)
        if loudness is not None:
            wanted = self.target - loudness + self._taken(loudness)
            wish = max(-MOST_DB, min(MOST_DB, wanted)) - self.gain_db
            self.gain_db += wish if self._seen <= SETTLE else max(-DOWN_DB, min(UP_DB, wish))
        factor = 10 ** (self.gain_db / 20)
        peak = float(np.abs(block.astype(np.int32)).max(initial=0)) / FULL_SCALE
        if peak * factor > CEILING:
            factor = CEILING / peak
        self._held.append(self._powers[-1] * (factor / 10 ** (self.gain_db / 20)) ** 2)
        ramp = np.linspace(self._factor, factor, len(block)) if factor > self._factor else factor
        self._factor = factor
        return _scaled(block, ramp)

    def _taken(self, loudness: float) -> float:
        """What holding peaks down has lately cost, dB."""
        held = integrated(self._held)
        return 0.0 if held is None else min(MOST_HELD_DB, max(0.0, loudness - held))


def weights(rate: int, frames: int) -> npt.NDArray[np.float64]:
    """What each frequency of a block of ``frames`` counts: the two K-weighting filters, as a power response."""
    at = np.exp(-2j * np.pi * np.fft.rfftfreq(frames))
    shelf = _biquad(rate, 1681.9744509555319, 0.7071752369554193, 3.99984385397)
    cut = _high_pass(rate, 38.13547087613982, 0.5003270373253953)
    response = np.ones(len(at), np.complex128)
    for b, a in (shelf, cut):
        response *= np.polyval(b[::-1], at) / np.polyval(a[::-1], at)
    counted = np.abs(response) ** 2
    counted[1:-1] *= 2  # of a real signal the other half of the spectrum is its mirror
    return counted


def power(block: Samples, counted: npt.NDArray[np.float64]) -> float:
    """Mean K-weighted square of a block, full scale being 1."""
    frames = 2 * (len(counted) - 1)
    spectrum = np.fft.rfft(block.astype(np.float64) / FULL_SCALE, frames)
    return float(np.dot(np.abs(spectrum) ** 2, counted)) / frames**2


def integrated(powers: deque[float]) -> float | None:
    """Gated loudness of these blocks in LUFS; None where all of them lie below the gate."""
    if len(powers) < GATED:
        return None
    windows = np.convolve(np.fromiter(powers, float, len(powers)), np.full(GATED, 1 / GATED), "valid")
    loud = windows[windows > 10 ** ((ABSOLUTE + 0.691) / 10)]
    if not loud.size:
        return None
    loud = loud[loud > loud.mean() * 10 ** (RELATIVE / 10)]
    return -0.691 + 10 * math.log10(float(loud.mean()))


def _scaled(block: Samples, factor: npt.NDArray[np.float64] | float) -> Samples:
    loud: Samples = np.clip(np.rint(block * factor), -32_768, 32_767).astype(np.int16)
    return loud


_Filter = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


def _biquad(rate: int, hz: float, q: float, gain_db: float) -> _Filter:
    """The first filter of BS.1770: a shelf that stands for the head."""
    k = math.tan(math.pi * hz / rate)
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    first = 1 + k / q + k * k
    b = np.array([high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k]) / first
    return b, np.array([1.0, 2 * (k * k - 1) / first, (1 - k / q + k * k) / first])


def _high_pass(rate: int, hz: float, q: float) -> _Filter:
    """The second: what lies too low to be loud."""
    k = math.tan(math.pi * hz / rate)
    first = 1 + k / q + k * k
    return np.array([1.0, -2.0, 1.0]), np.array([1.0, 2 * (k * k - 1) / first, (1 - k / q + k * k) / first])
