"""A fleet gives back what it does not need.

glibc learns from what is freed: after one picture of a 4K screen (25 MB) it keeps up to 50 MB of freed memory for the
next, and takes it from the heap that thousands of boxes share. Pictures are decoded once for all panels of one size.
"""

from __future__ import annotations

import ctypes

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""As in ``malloc.h``."""
LARGE = 1 << 20
"""Bytes from which on a piece is taken from the kernel and given back to it."""


def give_back() -> bool:
    """Before much is freed; whether this system's malloc knows the wish."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and all(mallopt(one, LARGE) for one in (M_MMAP_THRESHOLD, M_TRIM_THRESHOLD))
