"""How much louder a sound has to be made so that, with its peaks held down, it has the loudness that is wanted.

The limiter takes some of what the gain gives. How much is reckoned from the portrait, so that the first pass over the
sound is nearly always the last one.
"""

from __future__ import annotations

import numpy as np

from controller.studio.measure import Heard
from controller.studio.portrait import Numbers, Portrait

RELEASE_BLOCKS = 3
"""The limiter lets go within 80 ms; on the mean it holds on for as long as this."""
GATE = 10.0
"""dB under the mean: what is softer does not count for the loudness (BS.1770)."""
MOST = 30.0
"""dB more than the plain difference: behind that there is nothing but knocks."""
STEPS = 12


def wanted(portrait: Portrait, heard: Heard, target: float, peak: float) -> float:
    """The gain in dB, for a loudness of ``target`` LUFS with peaks no higher than ``peak`` dBTP."""
    plain = target - heard.loudness
    if heard.peak + plain <= peak or not len(portrait.peaks):
        return plain
    heights = 20 * np.log10(np.maximum(portrait.peaks, 1e-6))
    low, high = plain, plain + MOST
    for _ in range(STEPS):
        middle = (low + high) / 2
        if middle + lost(portrait.levels, heights, middle, peak) < plain:
            low = middle
        else:
            high = middle
    return low


def lost(levels: Numbers, heights: Numbers, gain: float, peak: float) -> float:
    """What of a gain the limiter takes again, in dB of loudness."""
    over = np.maximum(heights + gain - peak, 0.0)
    held = over.copy()
    for step in range(1, RELEASE_BLOCKS + 1):
        held[step:] = np.maximum(held[step:], over[:-step] * (1 - step / (RELEASE_BLOCKS + 1)))
    power = 10 ** (levels / 10)
    counted = power >= power[power > 1e-7].mean() * 10 ** (-GATE / 10) if (power > 1e-7).any() else power >= 0
    after = power * 10 ** (-held / 10)
    return float(10 * np.log10(after[counted].sum() / power[counted].sum()))
