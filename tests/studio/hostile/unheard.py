"""Sounds that decode well and that nobody would hear."""

from __future__ import annotations

import math

from tests.studio.hostile.kit import Hostile
from tests.studio.hostile.riff import RATE, pcm, riff

HIGH = 96_000


def tone(at: int, hertz: float, rate: int) -> float:
    return 0.5 * math.sin(2 * math.pi * hertz * at / rate)


CORPUS = [
    Hostile("silence", lambda kit: riff(bytes(2 * RATE * 2)), "sound-silent"),
    Hostile("a standing voltage", lambda kit: riff(pcm(2, lambda at: 0.5)), "sound-silent"),
    Hostile("a tone of 2 Hz", lambda kit: riff(pcm(2, lambda at: tone(at, 2, RATE))), "sound-silent"),
    # what is left of it below 24 kHz is as soft as a poor microphone's room: taken, and said to be soft and noisy
    Hostile("a tone for bats", lambda kit: riff(pcm(12, lambda at: tone(at, 30_000, HIGH)), rate=HIGH), ""),
    Hostile("a quarter second", lambda kit: riff(pcm(0.25)), "sound-too-short"),
    Hostile("the last bit", lambda kit: riff(pcm(2, lambda at: (at % 2) / 32_767)), "sound-silent"),
    Hostile("two minutes", lambda kit: riff(bytes(pcm()) * 80), "sound-too-long"),
]
