"""Sounds that are found again in a recording: a rising tone, alike to itself at one place only."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

RATE = 48_000


def sweep(path: Path, seconds: float = 1.2, low: float = 400.0, high: float = 3_000.0) -> Path:
    """A tone that rises from ``low`` to ``high`` Hz, as a WAV file."""
    at = np.arange(int(seconds * RATE)) / RATE
    phase = 2 * np.pi * (low * at + (high - low) / (2 * seconds) * at**2)
    samples = (0.4 * 32767 * np.sin(phase)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path
