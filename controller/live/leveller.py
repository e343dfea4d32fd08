"""Brings whoever speaks live to the loudness of everything else: measured as he speaks, and no moment later.

ITU-R BS.1770 over the last ten seconds (K-weighted, gated), a gain within bounds that moves slowly, and peaks held
down. A soft voice on a phone is understood in the last house, and a shout does not hurt; what lies under the gate is
no voice, and moves nothing.
"""

from __future__ import annotations

import cmath
import math
from collections import deque

import numpy as np
import numpy.typing as npt

from controller.live.shape import FRAME_MS, RATE, SAMPLES

TARGET = -16.0
"""LUFS: as loud as masters are (`controller.studio.values.Aim`)."""
BLOCK_MS = 100
WINDOW = 4
"""Blocks of a measurement, 400 ms; it moves on by one of them."""
MEMORY = 100
"""Blocks that count."""
MOST_TAKEN_DB = 6.0
"""Of what holding peaks down takes, so much is made good."""
MOST_DB = 24.0
"""Louder or softer by no more: behind that there is noise, or a broken microphone."""
UP_DB, DOWN_DB = 0.3, 1.0
"""A block, at most..."""
FIRST_DB, FIRST = 2.0, 20
"""... but for the first two seconds of a voice: nobody waits until he is heard."""
VOICE = -50.0
"""LUFS: a room without a voice is softer."""
BELOW = -10.0
CEILING = 10 ** (-2.0 / 20)
"""Of the samples, so that what a codec adds stays below full scale."""
KNEE, OVER = 0.5, 1.6
"""From the knee on peaks are rounded, up to so many times the ceiling; only what is higher makes its piece softer."""
RELEASE = 0.5
"""So much of what was held down comes back with each piece."""
FULL = 32_768.0
Numbers = npt.NDArray[np.float64]


class Leveller:
    """One talk's. A piece of 20 ms in, the same as loud as it should be out."""

    def __init__(self, target: float = TARGET) -> None:
        self.gain_db = 0.0
        self._target = target
        self._block: list[tuple[Numbers, Numbers]] = []
        """What came, and what of it is left behind the ceiling."""
        self._powers: deque[float] = deque(maxlen=MEMORY)
        self._left: deque[float] = deque(maxlen=MEMORY)
        self._heard = 0
        self._factor = 1.0

    def __call__(self, piece: bytes) -> bytes:
        """Raw sound, 16 bit."""
        sound = np.frombuffer(piece, "<i2").astype(np.float64) / FULL
        factor = float(10 ** (self.gain_db / 20))
        peak = float(np.abs(sound).max(initial=0.0))
        held = min(factor, OVER * CEILING / peak) if peak else factor
        start, end = min(self._factor, held), min(held, self._factor + (factor - self._factor) * RELEASE)
        self._factor = end if end > self._factor else held
        loud = rounded(sound * np.linspace(start, self._factor, len(sound)))
        self._measure(sound, loud / factor)
        return np.clip(np.rint(loud * FULL), -FULL, FULL - 1).astype("<i2").tobytes()

    def _measure(self, sound: Numbers, left: Numbers) -> None:
        self._block.append((sound, left))
        if len(self._block) * FRAME_MS < BLOCK_MS:
            return
        came, behind = (np.concatenate(parts) for parts in zip(*self._block, strict=True))
        self._block = []
        self._powers.append(power(came))
        self._left.append(power(behind))
        loudness, kept = integrated(self._powers), integrated(self._left)
        if loudness is None or _lufs(self._powers[-1]) < VOICE:
            return
        self._heard += 1
        taken = 0.0 if kept is None else min(MOST_TAKEN_DB, max(0.0, loudness - kept))
        wish = max(-MOST_DB, min(MOST_DB, self._target - loudness + taken)) - self.gain_db
        up, down = (FIRST_DB, FIRST_DB) if self._heard <= FIRST else (UP_DB, DOWN_DB)
        self.gain_db += max(-down, min(up, wish))


def rounded(sound: Numbers) -> Numbers:
    """What stands above the knee, bent below the ceiling."""
    over = np.maximum(np.abs(sound) - KNEE, 0.0)
    if not over.any():
        return sound
    room = CEILING - KNEE
    bent: Numbers = np.sign(sound) * np.minimum(np.abs(sound), KNEE + room * np.tanh(over / room))
    return bent


def power(block: Numbers) -> float:
    """Mean K-weighted square, full scale being 1."""
    spectrum = np.abs(np.fft.rfft(block)) ** 2
    return float(np.dot(spectrum, _WEIGHTS)) / len(block) ** 2


def integrated(powers: deque[float]) -> float | None:
    """Gated loudness, LUFS; None where there is no voice among them."""
    if len(powers) < WINDOW:
        return None
    windows = np.convolve(np.fromiter(powers, float, len(powers)), np.full(WINDOW, 1 / WINDOW), "valid")
    loud = windows[windows > 10 ** ((VOICE + 0.691) / 10)]
    if not loud.size:
        return None
    return _lufs(float(loud[loud > loud.mean() * 10 ** (BELOW / 10)].mean()))


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(max(power, 1e-12))


def weights(rate: int, samples: int) -> Numbers:
    """What each frequency of a block counts: both filters of the recommendation, as a power response."""
    counted = np.array([_response(rate, one * rate / samples) for one in range(samples // 2 + 1)])
    counted[1:-1] *= 2  # of a real signal the other half of the spectrum is its mirror
    return counted


def _response(rate: int, hertz: float) -> float:
    """A shelf that stands for the head, and a high-pass, at one frequency."""
    z = cmath.exp(-2j * math.pi * hertz / rate)
    k, q, high = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    shelf = (high + band * k / q + k * k) + 2 * (k * k - high) * z + (high - band * k / q + k * k) * z * z
    shelf /= (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z * z
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    cut = (1 - z) ** 2 * (1 + k / q + k * k)
    cut /= (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z * z
    return float(abs(shelf * cut) ** 2)


_WEIGHTS = weights(RATE, SAMPLES * BLOCK_MS // FRAME_MS)
