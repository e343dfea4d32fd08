"""What tunes are played on: tones reckoned from a few partials each, so that nobody's recording is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from controller.studio.measure import RATE
from controller.studio.portrait import Numbers

Samples = npt.NDArray[np.float64]
STILL = np.log(1000.0)
"""A partial that has fallen by 60 dB is gone."""
VIBRATO_HZ = 4.8
EDGE_S = 0.02


@dataclass(frozen=True, slots=True)
class Instrument:
    """``partials`` are multiples of the tone, each with its strength and the seconds until it is gone."""

    partials: tuple[tuple[float, float, float], ...]
    attack_s: float = 0.006
    held: bool = False
    """It sounds as long as the note is held, as a flute does; else it is struck, and dies away."""
    vibrato: float = 0.0
    """How far the pitch sways, as a share of it."""
    pressed: float = 0.0
    """How far below its pitch a note begins: the finger that presses a zither's string."""

    @property
    def ring_s(self) -> float:
        """So long it sounds behind the stroke, or behind the end of a held note."""
        return max(seconds for _, _, seconds in self.partials)


INSTRUMENTS: Mapping[str, Instrument] = {
    "soft": Instrument(((1, 1, 1.6), (2, 0.25, 1.6), (3, 0.08, 1.6)), attack_s=0.015),
    "gong": Instrument(
        ((1, 1, 2.6), (1.51, 0.3, 2.0), (2.01, 0.55, 1.8), (2.76, 0.22, 1.1), (4.1, 0.1, 0.6)), attack_s=0.012
    ),
    "bell": Instrument(
        ((0.5, 0.35, 3.2), (1, 1, 2.8), (1.19, 0.35, 2.0), (1.5, 0.25, 1.6), (2, 0.5, 1.4), (2.52, 0.15, 0.9)),
        attack_s=0.008,
    ),
    "wood": Instrument(((1, 1, 0.5), (3.93, 0.22, 0.16), (9.2, 0.05, 0.07)), attack_s=0.004),
    "bamboo": Instrument(((1, 1, 0.8), (2.72, 0.3, 0.3), (5.4, 0.08, 0.12)), attack_s=0.004),
    "zither": Instrument(
        tuple((number, number**-1.3, 2.2 / number**0.6) for number in range(1, 8)), attack_s=0.004, pressed=0.014
    ),
    "flute": Instrument(((1, 1, 0.3), (2, 0.35, 0.3), (3, 0.12, 0.25)), attack_s=0.07, held=True, vibrato=0.006),
    "pad": Instrument(((1, 1, 1.8), (2, 0.3, 1.6), (3, 0.1, 1.2)), attack_s=0.9, held=True, vibrato=0.002),
}


def note(instrument: Instrument, hertz: float, held_s: float) -> Samples:
    """One note, with all of its ring."""
    ring_s = instrument.ring_s
    length_s = held_s + ring_s if instrument.held else ring_s
    at = np.arange(round(length_s * RATE)) / RATE
    turns = hertz * swayed(instrument, at)
    since = (np.maximum(at - held_s, 0.0) if instrument.held else at).astype(np.float32)
    whole = np.zeros(len(at), np.float32)
    for multiple, strength, seconds in instrument.partials:
        if hertz * multiple < RATE / 4:
            whole += strength * np.exp(since * np.float32(-STILL / seconds)) * wave(multiple * turns)
    return whole * edges(at, length_s, instrument.attack_s)


def swayed(instrument: Instrument, at: Samples) -> Samples:
    """Time as the pitch feels it."""
    sway = instrument.vibrato * (1 - np.cos(2 * np.pi * VIBRATO_HZ * at)) / (2 * np.pi * VIBRATO_HZ)
    press = instrument.pressed * 0.05 * (1 - np.exp(-at / 0.05))
    felt: Samples = at + sway - press
    return felt


def wave(turns: Samples) -> Numbers:
    """A sine; of its turns only the parts count, which small floats hold exactly enough and much faster."""
    sine: Numbers = np.sin(((turns - np.floor(turns)) * (2 * np.pi)).astype(np.float32))
    return sine


def edges(at: Samples, length_s: float, attack_s: float) -> Samples:
    """No click at either end."""
    rise = np.clip(at / attack_s, 0.0, 1.0)
    fall = np.clip((length_s - at) / EDGE_S, 0.0, 1.0)
    smooth: Samples = (0.5 - 0.5 * np.cos(np.pi * rise)) * (0.5 - 0.5 * np.cos(np.pi * fall))
    return smooth
