"""Codes that were tried and are none: who has to wait, and what is to be told of it. In memory, and bounded.

Guessing is hopeless (75 bits), so this is about the load and about knowing. An address pays for its own mistakes by the
law of sign-ins; while very many addresses guess, it pays from its first. Who has a good code, at an address that did
not guess, never notices.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from dataclasses import dataclass

from controller.people.throttle import FORGOTTEN_AFTER_MS, FREE, LONGEST_WAIT_MS, customer, left_ms, wait_ms
from controller.store.throttles import Throttle

MOST_ADDRESSES = 10_000
STORM = 200
"""So many wrong codes of all addresses within `STORM_MS` take the free tries away from each."""
STORM_MS = 10 * 60_000


@dataclass(frozen=True, slots=True)
class Other:
    """A box that asked with a code which another has used."""

    hash: str
    hardware: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What is to be told: wrong codes and tries that were not looked at, and who did most of it."""

    count: int
    addresses: int
    most: str


class Guesses:
    """Threads share it."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Throttle] = OrderedDict()
        self._wrong: deque[int] = deque(maxlen=STORM)
        self._untold: dict[str, int] = {}
        self._others: list[Other] = []
        self._lock = threading.Lock()

    def wait_ms(self, address: str, now_ms: int) -> int:
        """How long this address has still to wait; a try meanwhile is counted and not looked at."""
        key = customer(address)
        with self._lock:
            left = left_ms(self._known.get(key), now_ms)
            if left:
                self._count(key)
        return left

    def wrong(self, address: str, now_ms: int) -> None:
        """One more code that is none."""
        key = customer(address)
        with self._lock:
            self._wrong.append(now_ms)
            known = self._known.pop(key, None)
            fresh = known is None or now_ms - known.last_ms >= FORGOTTEN_AFTER_MS
            failures = 1 if fresh or known is None else known.failures + 1
            wait = wait_ms(failures + (FREE - 1 if self._storms(now_ms) else 0))
            self._known[key] = Throttle(key, failures, now_ms, now_ms + min(wait, LONGEST_WAIT_MS))
            while len(self._known) > MOST_ADDRESSES:
                self._known.popitem(last=False)
            self._count(key)

    def another(self, other: Other) -> None:
        """A code was used already, by another box."""
        with self._lock:
            if len(self._others) < MOST_ADDRESSES:
                self._others.append(other)

    def take(self) -> tuple[Tally | None, list[Other]]:
        """What has not been told yet; a few mistakes are nothing to tell."""
        with self._lock:
            others, self._others = self._others, []
            count = sum(self._untold.values())
            if count < FREE:
                return None, others
            tally = Tally(count, len(self._untold), max(self._untold, key=lambda one: self._untold[one]))
            self._untold = {}
        return tally, others

    def _count(self, key: str) -> None:
        if key in self._untold or len(self._untold) < MOST_ADDRESSES:
            self._untold[key] = self._untold.get(key, 0) + 1

    def _storms(self, now_ms: int) -> bool:
        return len(self._wrong) == STORM and now_ms - self._wrong[0] < STORM_MS
