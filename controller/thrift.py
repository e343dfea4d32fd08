"""One heap for all threads of the service.

glibc gives each of thirty threads a heap of its own, and what one freed there no other can use: with ten thousand boxes
that was 100 MB of holes. Threads that take turns at the interpreter gain nothing by it.
"""

from __future__ import annotations

import ctypes

M_ARENA_MAX = -8
"""As in ``malloc.h``."""


def share_one_heap() -> bool:
    """Before threads start; whether this system's malloc knows the wish."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(M_ARENA_MAX, 1))
