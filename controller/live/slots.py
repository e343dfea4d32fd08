"""Which piece of the talk a microphone's frame is: its place in time, held against the clock.

A microphone numbers its frames. The first one that comes says where the count stands; from then on a frame's number
is its place, so that a frame that was lost leaves a gap, and one that was held up is late instead of moving all that
follow. Late frames are dropped, never stretched. Where everything is late (or early) for a second, the uplink has
become another one, and the count is taken anew.
"""

from __future__ import annotations

from controller.live.shape import DELAY_MS, FRAME_MS, SPREAD_MS

AHEAD_MS = 500
"""A microphone may be so far before true time: its first frame may have been held up."""
PATIENCE_MS = 1_000


class Slots:
    """One talk's count. ``mouth_ms`` is when piece 0 is spoken."""

    def __init__(self, mouth_ms: int) -> None:
        self._mouth_ms = mouth_ms
        self._base: int | None = None
        self._wrong_since: int | None = None
        self._next = 0
        self.dropped = 0

    @property
    def next(self) -> int:
        """The number of the piece behind the last one that was in time."""
        return self._next

    def anew(self) -> None:
        """Another connection counts for itself."""
        self._base = None

    def place(self, number: int, count: int, now_ms: int) -> int | None:
        """The piece that frame ``number`` is, the first of ``count``; None where they are dropped."""
        if now_ms < self._mouth_ms:
            return None  # the count-down: nobody is on the air yet
        if self._base is None:
            self._count(number, count, now_ms)
        first = self._fitting(number, count, now_ms)
        if first is None and self._is_too_long_wrong(now_ms):
            self._count(number, count, now_ms)
            first = self._fitting(number, count, now_ms)
        if first is None:
            self.dropped += count
            return None
        self._wrong_since = None
        self._next = first + count
        return first

    def _is_too_long_wrong(self, now_ms: int) -> bool:
        self._wrong_since = now_ms if self._wrong_since is None else self._wrong_since
        return now_ms - self._wrong_since >= PATIENCE_MS

    def _count(self, number: int, count: int, now_ms: int) -> None:
        """What has just come was spoken just now; nothing is before what went out already."""
        self._base = max((now_ms - self._mouth_ms) // FRAME_MS - count, self._next) - number

    def _fitting(self, number: int, count: int, now_ms: int) -> int | None:
        first = number + (self._base or 0)
        spoken = self._mouth_ms + first * FRAME_MS
        in_time = spoken + DELAY_MS - SPREAD_MS >= now_ms and spoken + count * FRAME_MS <= now_ms + AHEAD_MS
        return first if in_time and first >= self._next else None
