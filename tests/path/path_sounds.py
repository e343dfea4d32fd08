"""Sounds for the tests of the path, made here."""

from __future__ import annotations

import math
import wave
from pathlib import Path

import numpy as np


def tone(path: Path, seconds: float = 5.0, hertz: float = 440.0, rate: int = 16_000) -> Path:
    """A tone that swells and fades twice a second, so that it has edges to find, as a WAV file."""
    at = np.arange(int(seconds * rate)) / rate
    swell = 0.5 + 0.5 * np.sin(2 * math.pi * 2 * at)
    samples = (0.4 * 32767 * swell * np.sin(2 * math.pi * hertz * at)).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path
