"""Readings of an hour as a row, hours of a day as a row, and what is read out of both. Pure.

An hour is a table: second of the hour, then one number for each series. A day is a table of 24 rows with four numbers
for each series: how many readings, the lowest, their sum in the same scale, the highest.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from controller.health.beats import HOUR_MS, WIDTH
from controller.health.packing import Table, pack, unpack
from controller.health.series import NAMES, NONE, SERIES

DAY_HOURS = 24
_FIGURES = 4
_MOST = 2**31 - 1


def packed(flat: array[int], before: bytes | None = None) -> tuple[bytes, int]:
    """Readings, joined with what the hour has already, as a row; how many there are. A broken row is begun anew."""
    fresh = plain(flat)
    table = np.concatenate([fresh, opened(before)]) if before else fresh
    _, places = np.unique(table[:, 0], return_index=True)  # by second; of two the fresh one
    return pack(table[places]), len(places)


def plain(flat: array[int]) -> Table:
    """Readings as they wait, as a table."""
    return np.array(flat, np.int32).reshape(-1, WIDTH)


def opened(packed_: bytes) -> Table:
    """The readings of a row; none of a broken one. Series that it does not know yet are empty."""
    try:
        table = unpack(packed_)
    except ValueError:
        return np.empty((0, WIDTH), np.int32)
    missing = WIDTH - table.shape[1]
    if not 0 <= missing < WIDTH:
        return np.empty((0, WIDTH), np.int32)
    return np.pad(table, ((0, 0), (0, missing)), constant_values=NONE)


def rolled(hours: Mapping[int, Table]) -> bytes:
    """The row of a day, from the readings of its hours (0 to 23)."""
    day = np.full((DAY_HOURS, len(SERIES), _FIGURES), NONE, np.int32)
    for hour, table in hours.items():
        values = table[:, 1:].astype(np.int64)
        there = values != NONE
        counts = there.sum(axis=0)
        day[hour, :, 0] = counts
        day[hour, :, 1] = np.where(there, values, _MOST).min(axis=0, initial=_MOST)
        day[hour, :, 2] = np.minimum(np.where(there, values, 0).sum(axis=0), _MOST)
        day[hour, :, 3] = np.where(there, values, NONE).max(axis=0, initial=NONE)
        day[hour, counts == 0, :] = NONE
    return pack(day.reshape(DAY_HOURS, -1))


@dataclass(slots=True)
class Heap:
    """Readings of one series taken together."""

    count: int = 0
    low: int = _MOST
    total: int = 0
    high: int = NONE

    def add(self, count: int, low: int, total: int, high: int) -> None:
        """Some more."""
        self.count += count
        self.low = min(self.low, low)
        self.total += total
        self.high = max(self.high, high)


@dataclass(frozen=True, slots=True)
class Point:
    """One step of one series: its begin, and the lowest, the mean (or the sum of what is counted), the highest."""

    at_ms: int
    low: float
    mean: float
    high: float


@dataclass(slots=True)
class Window:
    """Steps from an instant on; feed it readings and hours of days, then ask for the points."""

    since_ms: int
    until_ms: int
    step_ms: int
    _heaps: dict[tuple[int, int], Heap] = field(default_factory=dict)

    def hour(self, hour: int, table: Table) -> None:
        """The readings of an hour."""
        for second, *numbers in table.tolist():
            at_ms = hour * HOUR_MS + second * 1000
            for place, number in enumerate(numbers):
                if number != NONE:
                    self._add(at_ms, place, 1, number, number, number)

    def day(self, day: int, packed_: bytes, but: Iterable[int] = ()) -> None:
        """The hours of a day, ``but`` those whose readings are there themselves. A broken row says nothing."""
        try:
            table = unpack(packed_).reshape(DAY_HOURS, -1, _FIGURES)
        except ValueError:
            return
        left_out = set(but)
        for number, series in enumerate(table.tolist()):
            hour = day * DAY_HOURS + number
            for place, (count, low, total, high) in enumerate(series[: len(SERIES)]):
                if count > 0 and hour not in left_out:
                    self._add(hour * HOUR_MS, place, count, low, total, high)

    def _add(self, at_ms: int, place: int, count: int, low: int, total: int, high: int) -> None:
        if self.since_ms <= at_ms < self.until_ms:
            heap = self._heaps.setdefault((place, (at_ms - self.since_ms) // self.step_ms), Heap())
            heap.add(count, low, total, high)

    def points(self) -> dict[str, list[Point]]:
        """By series, in order of time; series that nobody measured are left out."""
        found: dict[str, list[Point]] = {}
        for (place, step), heap in sorted(self._heaps.items()):
            one = SERIES[place]
            middle = heap.total if one.counted else heap.total / heap.count
            at_ms = self.since_ms + step * self.step_ms
            point = Point(at_ms, one.told(heap.low), one.told(middle), one.told(heap.high))
            found.setdefault(NAMES[place], []).append(point)
        return found


def hours_of(since_ms: int, until_ms: int) -> range:
    """The hours (since 1970) that a stretch touches."""
    return range(since_ms // HOUR_MS, -(-until_ms // HOUR_MS))
