"""What sensors of an ordinary box show at an hour: warm boxes at noon, 4G that is a little better or worse.

Written once for one box and for all heartbeats of a week together: an hour may be a number or an array of numbers.
"""

from __future__ import annotations

from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
EAST_MS = 7 * HOUR_MS
"""The sun over Việt Nam."""
NIGHT_C, NOON_C, NOISE_C = 34.0, 48.0, 2.0
"""Inside a box on a pole."""
BEST_DBM, WORST_DBM, NOISE_DBM = -62.0, -94.0, 3.0
"""Where boxes stand, on average; each is its own place."""


def hour(now_ms: Number) -> Number:
    """The hour of the day by the sun, 0 to 24."""
    return (now_ms + EAST_MS) % DAY_MS / HOUR_MS


def warmth(hour: Number) -> Number:
    """Celsius: warmest at two in the afternoon, the same from dusk to dawn."""
    height = np.sin(np.pi * (hour - 8.0) / 12.0)
    warm: Number = NIGHT_C + (NOON_C - NIGHT_C) * np.maximum(height, 0.0)
    return warm


def reception(name: str) -> float:
    """dBm: what this box receives on average, for life."""
    return BEST_DBM + (WORST_DBM - BEST_DBM) * (crc32(name.encode()) % 1000) / 1000
