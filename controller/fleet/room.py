"""How much of its storage a box has free: a small board never has 100 MB, so it is told against what its model has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from devices.errors import UnknownProfile
from devices.profiles import profile


@cache
def whole_mb(model: str) -> float:
    """Its storage in MB; NaN of a model that is not known any more: nothing can be said of it."""
    try:
        return profile(model).storage_mb or math.nan
    except UnknownProfile:
        return math.nan


def free_percent(free_mb: ArrayLike, models: Sequence[str]) -> NDArray[np.float64]:
    """Of each box what is free, in percent of what its model has; NaN where nothing can be said."""
    whole = np.array([whole_mb(one) for one in models], np.float64)
    return np.minimum(100.0, 100 * np.asarray(free_mb, np.float64) / whole)
