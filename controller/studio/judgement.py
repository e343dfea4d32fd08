"""What a portrait tells of a recording: where its sound begins and ends, what is doubtful about it, how it is drawn.

The limits lie between what was found for voices (people in six languages, the machine's own) with known amounts of
noise and clipping, and for fifteen pieces of music.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from controller.studio.measure import Heard
from controller.studio.portrait import BLOCK_MS, LEVELS, LOOK, RATE, Numbers, Portrait

LOUD = 98
"""The percentile of the levels that stands for the voice: a knock on the table is shorter than the rest of them."""
FAR_BELOW = 35.0
"""dB under the voice: what is so soft at an end is no part of the speech."""
ABOVE_NOISE = 8.0
LEAST_BELOW = 20.0
"""Nothing that is nearer to the voice is ever cut off."""
FAINT_BELOW = 60.0
PITCHED = 9.0
"""dB of `Portrait.lines`: what has a pitch is no noise, and is cut off only where nobody can hear it."""
AIR_BEFORE_MS, AIR_BEHIND_MS = 200, 400
"""Left at each end, so that no consonant is lost and the room may fade."""
LEAST_CUT_MS = 300
"""Less is not worth a cut."""
LOOK_BLOCKS = LOOK // (RATE // 100)
WINDOW_BLOCKS = 300
COLUMNS = 240
"""Of a drawn waveform."""
LEAST_JUDGED = 200
"""Blocks: of two seconds nobody can say whether they are music."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the sentences are chosen by."""

    came_lufs: float
    plateau: float
    """How much denser amplitudes are at the top than below it: under 1 unless something cut the peaks off."""
    above_noise: float
    """dB between the louder tenth of the time and the softest one."""
    quiet: float
    """The share of the time in which hardly anything is heard."""
    pauses: float
    """The share of short falls by 18 dB, which speech has between syllables and words."""
    standing_out: float
    """dB by which lines stand out of the spectrum in the softer moments."""


NOISE = 7.3
"""dB of `Figures.standing_out`: noise of any colour has 6.6 to 6.9, all the music from 7.7 upwards."""

DOUBTS: Mapping[str, Callable[[Figures], bool]] = {
    "clipped": lambda one: one.plateau >= 1.0,
    "noisy": lambda one: one.above_noise < 24 and one.standing_out < NOISE,
    "silent": lambda one: one.quiet > 0.6,
    "music": lambda one: one.pauses < 0.13 and one.standing_out >= NOISE,
    "soft": lambda one: one.came_lufs < -42,
}
"""Each has its sentence in the catalogue: ``sound-doubt-…``."""


def doubtful(portrait: Portrait, heard: Heard, kept: tuple[int, int]) -> tuple[str, ...]:
    """The names of what is doubtful about what is kept of a recording."""
    found = measured(portrait, heard, kept)
    return tuple(name for name, applies in DOUBTS.items() if applies(found))


def measured(portrait: Portrait, heard: Heard, kept: tuple[int, int]) -> Figures:
    """The figures of what is kept."""
    levels = portrait.levels[kept[0] : kept[1]]
    if len(levels) < LEAST_JUDGED:
        return Figures(heard.loudness, 0.0, 120.0, 0.0, 1.0, 120.0)
    softest, loud, voice = np.percentile(levels, (10, 95, LOUD))
    looks = portrait.lines[kept[0] // LOOK_BLOCKS : kept[1] // LOOK_BLOCKS]
    looks = looks[: len(levels) // LOOK_BLOCKS]
    mean = levels[: len(looks) * LOOK_BLOCKS].reshape(-1, LOOK_BLOCKS).mean(axis=1)
    soft = looks[mean <= np.percentile(mean, 30)]
    return Figures(
        heard.loudness,
        plateau(portrait.histogram.astype(float)),
        float(loud - softest),
        float(np.mean(levels < voice - FAR_BELOW)),
        falls(levels),
        float(np.median(soft)),
    )


def plateau(counts: Numbers) -> float:
    """Amplitudes of a sound get rarer towards its peak. Where they do not, it was cut off there; from a quarter of full
    scale up, since recordings are made softer afterwards."""
    sums = np.concatenate(([0.0], np.cumsum(counts)))
    most = 0.0
    for at in range(LEVELS // 8, LEVELS * 3 // 5):
        end, low, high = int(at * 1.07) + 1, int(at * 0.8), int(at * 0.92)
        there = sums[end] - sums[at]
        if there > 5e-4 * sums[-1]:
            before = max((sums[high] - sums[low]) / (high - low), 1e-9)
            most = max(most, float(there / (end - at) / before))
    return most


def falls(levels: Numbers) -> float:
    """The mean share of blocks that lie 18 dB below the louder ones of the same three seconds."""
    shares: list[float] = []
    for at in range(0, len(levels), WINDOW_BLOCKS):
        part = levels[at : at + WINDOW_BLOCKS]
        if len(part) >= WINDOW_BLOCKS // 3 or not shares:
            shares.append(float(np.mean(part < np.percentile(part, 90) - 18)))
    return float(np.mean(shares))


def ends(portrait: Portrait) -> tuple[int, int]:
    """The blocks between which there is sound, with some air around; all of them where next to nothing would be cut."""
    levels = portrait.levels
    whole = (0, len(levels))
    if not len(levels):
        return whole
    softest, voice = np.percentile(levels, (10, LOUD))
    limit = min(max(voice - FAR_BELOW, softest + ABOVE_NOISE), voice - LEAST_BELOW)
    pitched = np.zeros(len(levels), bool)
    looks = np.repeat(portrait.lines >= PITCHED, LOOK_BLOCKS)
    pitched[: len(looks)] = looks
    pitched &= levels > voice - FAINT_BELOW
    loud = np.flatnonzero((levels > limit) | pitched)
    if not len(loud):
        return whole
    start = int(loud[0]) - AIR_BEFORE_MS // BLOCK_MS
    end = int(loud[-1]) + 1 + AIR_BEHIND_MS // BLOCK_MS
    least = LEAST_CUT_MS // BLOCK_MS
    return (start if start >= least else 0, end if len(levels) - end >= least else len(levels))


def waveform(peaks: Numbers, gain_db: float, limit_db: float) -> tuple[int, ...]:
    """The highest peak of each of up to ``COLUMNS`` equal parts, as it is in the master, in hundredths."""
    if not len(peaks):
        return ()
    heights = np.minimum(peaks * 10 ** (gain_db / 20), 10 ** (limit_db / 20))
    starts = np.linspace(0, len(heights), min(COLUMNS, len(heights)), endpoint=False).astype(int)
    return tuple(round(float(height) * 100) for height in np.maximum.reduceat(heights, starts))
