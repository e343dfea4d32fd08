"""Two boxes under one identity take the connection from each other, again and again. Pure, in memory, and bounded.

A box keeps one epoch for the life of its flash. Another epoch under the same name is a box whose flash was made anew,
or another box; one that comes *back* after another was there can only be several boxes, however often a network breaks.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

LATELY_MS = 3_600_000
MOST_TURNS = 32
"""Remembered of one device."""
MOST_DEVICES = 1_000
"""With more than one epoch lately."""


@dataclass(frozen=True, slots=True)
class Rivalry:
    """How often a box came back that another had displaced, and how many there are at least."""

    returns: int
    boxes: int
    last_ms: int


class Rivals:
    """Heard by one thread, read by others."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}
        self._turns: dict[str, deque[tuple[int, str]]] = {}
        """When which epoch took over."""

    def hear(self, device: str, epoch: str, at_ms: int) -> None:
        """A box says under this name that it is there."""
        before = self._last.get(device)
        if not epoch or before == epoch:
            return
        self._last[device] = epoch
        if before is None:
            return
        known = self._turns.get(device)
        if known is None:
            if len(self._turns) >= MOST_DEVICES:
                self._turns.pop(next(iter(self._turns)))
            known = self._turns[device] = deque([(at_ms, before)], maxlen=MOST_TURNS)
        known.append((at_ms, epoch))

    def lately(self, now_ms: int) -> dict[str, Rivalry]:
        """Where a displaced box came back within the hour."""
        found = {}
        for device, known in tuple(self._turns.items()):
            turns = [one for one in tuple(known) if now_ms - one[0] < LATELY_MS]
            epochs = [epoch for _, epoch in turns]
            if returns := len(epochs) - len(set(epochs)):
                found[device] = Rivalry(returns, len(set(epochs)), turns[-1][0])
        return found
