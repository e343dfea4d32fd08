"""How loud a bed is while somebody speaks over it: reckoned from the words themselves, known from beginning to end.

A compressor that listens (ffmpeg's ``sidechaincompress``) is late for each first syllable and breathes between the
sentences. Here the bed has gone down before the words begin, and stays down over the rests inside of them.
"""

from __future__ import annotations

import numpy as np

from controller.studio.portrait import BLOCK_MS, Numbers

AUDIBLE = -50.0
"""dBFS of a hundredth of a second: what is softer is a rest."""
BEFORE_MS = 400
"""So long before the words the bed is on its way down."""
HOLD_MS = 1_400
"""Rests between sentences are shorter: the bed does not come up in them."""
RAMP_MS = 500
"""From one loudness to the other."""


def ducked(levels: Numbers, alone_db: float, under_db: float) -> Numbers:
    """The bed's gain (dB) in each hundredth of a second, by the level (dBFS) of what is in front of it: ``under_db``
    where that is heard, and ``alone_db`` elsewhere."""
    ramp = RAMP_MS // BLOCK_MS
    busy = near(levels > AUDIBLE, (BEFORE_MS + RAMP_MS // 2) // BLOCK_MS, HOLD_MS // BLOCK_MS)
    target = np.where(busy, under_db, alone_db)
    edged = np.pad(target, (ramp // 2, ramp - 1 - ramp // 2), mode="edge")
    gains: Numbers = np.convolve(edged, np.full(ramp, 1 / ramp), mode="valid").astype(np.float32)
    return gains


def near(heard: np.ndarray, before: int, behind: int) -> np.ndarray:
    """Where something is heard now, or so many blocks later or earlier."""
    counts = np.concatenate(([0], np.cumsum(heard)))
    at = np.arange(len(heard))
    found: np.ndarray = counts[np.minimum(at + before + 1, len(heard))] > counts[np.maximum(at - behind, 0)]
    return found
