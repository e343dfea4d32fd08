"""Pages that were just made, for a few seconds: a village that opens its page at once costs one look at the rows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Made = TypeVar("Made")

FRESH_MS = 5_000
MOST = 500


@dataclass(slots=True)
class Kept(Generic[Made]):
    """What was made under which name, and when."""

    _made: dict[Hashable, tuple[int, Made]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, name: Hashable, now_ms: int, make: Callable[[], Made]) -> Made:
        """What is kept under this name, made anew where it is old."""
        with self._lock:
            at_ms, made = self._made.get(name, (None, None))
        if made is not None and at_ms is not None and 0 <= now_ms - at_ms < FRESH_MS:
            return made
        fresh = make()
        with self._lock:
            if len(self._made) >= MOST:
                self._made.clear()
            self._made[name] = (now_ms, fresh)
        return fresh

    def forget(self) -> None:
        """Make all anew: something was changed that must be seen at once."""
        with self._lock:
            self._made.clear()
