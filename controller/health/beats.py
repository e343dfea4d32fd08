"""Heartbeats on their way into the series: kept in memory for some minutes, box by box and hour by hour.

Whatever a box does, it costs no more than an honest one: a beat sooner than five seconds after the one before is
counted and dropped, so is what cannot be, and what waits has a bound. Instants are those at which a beat reached us: a
box cannot write into the past or the future.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, Protocol

from controller.health.series import NAMES, read

HOUR_MS = 3_600_000
WAIT_MS = 600_000
"""So long readings wait in memory: as much a crash loses."""
SOONEST_MS = 5_000
MOST = 1_000_000
"""Readings that may wait, of all boxes; an hour of ten thousand boxes beats less than 1.2 million times."""
MOST_BOXES = 100_000
WIDTH = 1 + len(NAMES)
_LATE_MS = 120_000
"""No beat comes later than this; a box that seems to have started so much later has started again."""


class Beat(Protocol):
    """`controller.store.status.BeatHeard`."""

    @property
    def device(self) -> str: ...
    @property
    def received_ms(self) -> int: ...
    @property
    def beat(self) -> Any: ...


class Hour(NamedTuple):
    """Readings of one box in one hour (since 1970), each `WIDTH` numbers: second of the hour, then the series."""

    hour: int
    device: str
    flat: array[int]


@dataclass(slots=True)
class Counts:
    """What became of heartbeats since the start; who cannot be read at all is counted by `collect`."""

    kept: int = 0
    early: int = 0
    """Sooner after the one before than any honest box sends."""
    nonsense: int = 0
    """Readings outside what can be."""
    dropped: int = 0
    """There was no room: the database did not take what waited."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The last reading of a box."""

    at_ms: int
    up_ms: int
    numbers: tuple[int, ...]
    trusted: bool | None = None
    """Whether it trusts its clock."""


def _trusts(clock: Any) -> bool | None:
    return bool(clock.get("trusted")) if isinstance(clock, dict) else None


def _restarted(last: Latest, at_ms: int, up_ms: int) -> bool:
    return up_ms < last.up_ms or at_ms - up_ms > last.at_ms - last.up_ms + _LATE_MS


class Beats:
    """Fed by the thread that takes messages in, emptied by the one that writes them down."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.latest: dict[str, Latest] = {}
        self._waiting: dict[tuple[int, str], tuple[int, array[int]]] = {}
        self._size = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Readings that wait."""
        return self._size

    def hear(self, beats: Iterable[Beat]) -> None:
        """Keep what can be kept."""
        with self._lock:
            for one in beats:
                self._hear(one)

    def _hear(self, one: Beat) -> None:
        at_ms, last = one.received_ms, self.latest.get(one.device)
        if not isinstance(one.beat, dict) or (last is None and len(self.latest) >= MOST_BOXES):
            self.counts.dropped += 1
            return
        if last is not None and 0 <= at_ms - last.at_ms < SOONEST_MS:
            self.counts.early += 1
            return
        said = one.beat.get("up")
        up_ms = said if isinstance(said, int) else 0
        found = read(one.beat, last is not None and _restarted(last, at_ms, up_ms))
        self.latest[one.device] = Latest(at_ms, up_ms, found.numbers, _trusts(one.beat.get("clock")))
        self.counts.nonsense += found.nonsense
        self.counts.kept += 1
        self._keep(one.device, at_ms, found.numbers)

    def _keep(self, device: str, at_ms: int, numbers: tuple[int, ...]) -> None:
        hour, within = divmod(at_ms, HOUR_MS)
        _, flat = self._waiting.setdefault((hour, device), (at_ms, array("i")))
        flat.append(within // 1000)
        flat.extend(numbers)
        self._size += 1
        while self._size > MOST:
            self._drop()

    def _drop(self) -> None:
        oldest = next(iter(self._waiting))
        lost = len(self._waiting.pop(oldest)[1]) // WIDTH
        self._size -= lost
        self.counts.dropped += lost

    def due(self, now_ms: int, most: int, everything: bool = False) -> list[Hour]:
        """Take out what has waited long enough, the oldest first; `again` puts it back."""
        with self._lock:
            ripe = [
                key
                for key, (since_ms, _) in islice(self._waiting.items(), most)
                if everything or not now_ms - WAIT_MS < since_ms <= now_ms
            ]
            taken = [Hour(hour, device, self._waiting.pop((hour, device))[1]) for hour, device in ripe]
            self._size -= sum(len(one.flat) // WIDTH for one in taken)
        return taken

    def waiting(self, device: str) -> list[Hour]:
        """What is not written yet of one box."""
        with self._lock:
            mine = [(key[0], flat[:]) for key, (_, flat) in self._waiting.items() if key[1] == device]
        return [Hour(hour, device, flat) for hour, flat in mine]

    def again(self, hours: Iterable[Hour], now_ms: int) -> None:
        """They could not be written: they wait once more, before what came meanwhile."""
        with self._lock:
            for one in hours:
                _, flat = self._waiting.pop((one.hour, one.device), (0, array("i")))
                self._waiting[one.hour, one.device] = (now_ms, one.flat + flat)
                self._size += len(one.flat) // WIDTH
            while self._size > MOST:
                self._drop()
