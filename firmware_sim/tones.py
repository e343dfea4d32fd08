"""Sounds that a box makes itself: a tone to be tried by, a chirp that tells it from its neighbours. By arithmetic."""

from __future__ import annotations

import hashlib
import io
import wave
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from devices.messages import Media

LEVEL_DBFS = -12.0
"""Mean level of both, before any volume."""
FADE_MS = 10
CHIRPS = 3
CHIRP_MS = 300
PAUSE_MS = 200
Wave = npt.NDArray[np.float64]


@lru_cache(maxsize=16)
def tone(hertz: int, length_ms: int, rate: int, level_dbfs: float = LEVEL_DBFS) -> tuple[Media, bytes]:
    """A sine of this length and mean level, with soft ends."""
    time = np.arange(length_ms * rate // 1000) / rate
    return _file(_soft(np.sin(2 * np.pi * hertz * time), rate), rate, length_ms, level_dbfs)


@lru_cache(maxsize=4)
def chirp(rate: int) -> tuple[Media, bytes]:
    """Thrice from 600 Hz up to 1,800."""
    time = np.arange(CHIRP_MS * rate // 1000) / rate
    rising = _soft(np.sin(2 * np.pi * (600 * time + 1_200 / (2 * CHIRP_MS / 1000) * time**2)), rate)
    pause = np.zeros(PAUSE_MS * rate // 1000)
    whole = np.concatenate([part for _ in range(CHIRPS) for part in (rising, pause)])
    return _file(whole, rate, CHIRPS * (CHIRP_MS + PAUSE_MS))


def _soft(samples: Wave, rate: int) -> Wave:
    ramp = np.linspace(0.0, 1.0, FADE_MS * rate // 1000)
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    return samples


def _file(samples: Wave, rate: int, length_ms: int, level_dbfs: float = LEVEL_DBFS) -> tuple[Media, bytes]:
    peak = 32_767 * 10 ** (level_dbfs / 20) * 2**0.5
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(samples * peak).astype("<i2").tobytes())
    data = out.getvalue()
    return Media(hashlib.sha256(data).hexdigest(), len(data), "wav", length_ms), data
