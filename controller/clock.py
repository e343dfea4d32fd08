"""The service's clock: a port, the real one, and one that a test sets."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """True time."""

    def now_ms(self) -> int:
        """Epoch milliseconds, UTC."""
        ...


class SystemClock:
    """The machine's clock, which the operating system keeps true."""

    def now_ms(self) -> int:
        """Epoch milliseconds, UTC."""
        return time.time_ns() // 1_000_000


class SetClock:
    """A clock that stands still until it is told to move: for tests in virtual time."""

    def __init__(self, now_ms: int) -> None:
        self.at_ms = now_ms

    def now_ms(self) -> int:
        """Epoch milliseconds, UTC."""
        return self.at_ms
