"""Who says far too much, or nothing that can be read. Pure, in memory, and bounded.

A box is heard a few times a minute; after a week alone it has some hundred reports to make good. One that sends a
hundred a second, for an hour, fills the disk: what goes beyond an allowance is passed over and counted. What was passed
over is not lost, the box has it on flash; that it happened is an incident, so somebody asks it again when it is mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

MINUTE_MS = 60_000
BURST = 5_000
"""Reports that a box may make good at once: several weeks of them."""
AN_HOUR = 1_000
"""... and so many each hour after that."""
GARBLED_FOR_MS = 600_000
MOST_DEVICES = 100_000


@dataclass(slots=True)
class _One:
    minute: int = 0
    said: int = 0
    """Messages of this minute."""
    before: int = 0
    """Of the minute before, which is whole."""
    garbled: int = 0
    garbled_ms: int = 0
    allowed: float = BURST
    at_ms: int = 0


@dataclass(slots=True)
class Chatter:
    """Heard by one thread, read by others."""

    passed_over: int = 0
    """Reports beyond the allowance, since the start."""
    _boxes: dict[str, _One] = field(default_factory=dict)

    def hear(self, said: Iterable[str], garbled: Iterable[str], now_ms: int) -> None:
        """Names of devices, one for each message that came, and for each that could not be read."""
        minute = now_ms // MINUTE_MS
        for device, count in Counter(said).items():
            one = self._of(device)
            if one is None:
                continue
            if one.minute != minute:
                one.before, one.said = (one.said if one.minute == minute - 1 else 0), 0
                one.minute = minute
            one.said += count
        for device, count in Counter(garbled).items():
            one = self._of(device)
            if one is not None:
                one.garbled = count + (one.garbled if now_ms - one.garbled_ms < GARBLED_FOR_MS else 0)
                one.garbled_ms = now_ms

    def admit(self, device: str, now_ms: int) -> bool:
        """Whether one more report of this box is taken in."""
        one = self._of(device)
        if one is None:
            self.passed_over += 1
            return False
        if one.at_ms:
            one.allowed = min(BURST, one.allowed + max(0, now_ms - one.at_ms) * AN_HOUR / 3_600_000)
        one.at_ms = now_ms
        if one.allowed < 1:
            self.passed_over += 1
            return False
        one.allowed -= 1
        return True

    def a_minute(self, now_ms: int) -> dict[str, int]:
        """How many messages each box sent in the last whole minute, where it sent any."""
        minute = now_ms // MINUTE_MS
        found = {}
        for device, one in tuple(self._boxes.items()):
            count = one.before if one.minute == minute else one.said if one.minute == minute - 1 else 0
            if count:
                found[device] = count
        return found

    def garbled(self, now_ms: int) -> dict[str, int]:
        """How much could not be read of each box lately."""
        boxes = tuple(self._boxes.items())
        return {name: one.garbled for name, one in boxes if one.garbled and now_ms - one.garbled_ms < GARBLED_FOR_MS}

    def _of(self, device: str) -> _One | None:
        found = self._boxes.get(device)
        if found is None and len(self._boxes) < MOST_DEVICES:
            found = self._boxes[device] = _One()
        return found
