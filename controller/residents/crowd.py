"""How much one address, or one commune's page, may ask in a while: a bucket that drips, in memory.

Whole villages sit behind one address of a telephone company, so reading is let through generously; it is writing that
is slow. What is refused is told when to come again, and stays where it was typed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

MOST_KEYS = 20_000
"""Addresses remembered at once; the one that was longest quiet is forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and then one each so often."""

    burst: int
    every_ms: int


READING = Rate(240, 250)
ASKING = Rate(1_200, 20)
"""From one address, whether something sounds now: pages ask it every ten seconds, and it is a few bytes."""
WRITING = Rate(6, 120_000)
"""From one address."""
TELLING = Rate(60, 30_000)
"""To one commune."""


@dataclass(slots=True)
class Crowd:
    """Who asked how much lately."""

    _full: OrderedDict[str, tuple[float, int]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_ms(self, key: str, rate: Rate, now_ms: int) -> int:
        """Take one turn. 0: it is given; else after so long there is one again, and nothing was taken."""
        with self._lock:
            full, at_ms = self._full.pop(key, (0.0, now_ms))
            full = max(0.0, full - max(now_ms - at_ms, 0) / rate.every_ms)
            given = full + 1 <= rate.burst
            self._full[key] = (full + 1 if given else full, now_ms)
            while len(self._full) > MOST_KEYS:
                self._full.popitem(last=False)
            return 0 if given else max(1, round((full + 1 - rate.burst) * rate.every_ms))
