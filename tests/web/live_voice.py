"""Somebody's words as a WAV, as a microphone would hear them: read by the built-in voice."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from controller.settings import Speech
from controller.voice.known import known

WORDS = (
    "Kính thưa bà con thôn Đông.",
    "Đề nghị bà con ra nhà văn hóa lúc bảy giờ tối nay để họp.",
    "Xin cảm ơn bà con.",
)


def speak(path: Path, seconds: int) -> Path:
    """So many seconds of speech; the rest is silence."""
    voice = next(iter(known(Speech()).values()))
    pieces, rate = [], 0
    for spoken in voice.say(WORDS, 100):
        pieces.append(np.frombuffer(spoken.samples, "<i2"))
        rate = spoken.rate
    said = np.concatenate(pieces)
    at = np.arange(0, min(len(said) / rate, seconds), 1 / 16_000)
    samples = np.interp(at, np.arange(len(said)) / rate, said)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(np.pad(samples, (0, seconds * 16_000 - len(samples))).astype("<i2").tobytes())
    return path
