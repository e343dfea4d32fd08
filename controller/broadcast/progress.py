"""How far the making of an announcement's files is: said on the bus, shown while it lasts, and kept nowhere.

A restart begins to make what is missing anew, and so does this.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from controller.bus import Bus

STEP = 5
"""Percent: so often a page hears of it, and whenever one more is done."""


@dataclass(frozen=True, slots=True)
class Made:
    """So many files of all are made, and how far the whole is."""

    done: int
    all: int
    percent: int


class Making:
    """One announcement whose files are being made; some of them at once."""

    def __init__(self, id: str, all: int, bus: Bus) -> None:
        self.id = id
        self._shares = [0.0] * all
        self._bus = bus
        self._said = Made(-1, all, 0)
        self._lock = threading.Lock()

    @property
    def made(self) -> Made:
        """How far it is."""
        shares = self._shares
        return Made(sum(share >= 1.0 for share in shares), len(shares), int(100 * sum(shares) / len(shares)))

    def reach(self, numbers: Iterable[int], share: float) -> None:
        """So much of these files is made."""
        with self._lock:
            for number in numbers:
                self._shares[number] = min(max(share, self._shares[number]), 1.0)
            made = self.made
            if made.done == self._said.done and made.percent < self._said.percent + STEP:
                return
            self._said = made
        self._bus.say("making", id=self.id, done=made.done, all=made.all, percent=made.percent)


class Progress:
    """What is being made now."""

    def __init__(self) -> None:
        self._now: dict[str, Making] = {}
        self._lock = threading.Lock()

    def of(self, id: str) -> Made | None:
        """How far an announcement is, if something is being made for it."""
        making = self._now.get(id)
        return making.made if making else None

    @contextmanager
    def making(self, id: str, parts: int, bus: Bus) -> Iterator[Making]:
        """While ``parts`` files are made for an announcement."""
        making = Making(id, parts, bus)
        with self._lock:
            self._now[id] = making
        try:
            making.reach((), 0.0)
            yield making
        finally:
            with self._lock:
                del self._now[id]
