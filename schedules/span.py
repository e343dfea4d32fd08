"""A stretch of time on one horn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """From an instant up to, and without, another (both UTC)."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def without(whole: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of ``whole``; ``taken`` is sorted and does not overlap itself."""
    left, at = [], whole.start
    for one in taken:
        if one.start > at:
            left.append(Span(at, min(one.start, whole.end)))
        at = max(at, one.end)
        if at >= whole.end:
            return left
    left.append(Span(at, whole.end))
    return left


def sounding(spans: Iterable[Span]) -> timedelta:
    """How long they are together."""
    return sum((one.length for one in spans), timedelta())


def joined(spans: Iterable[Span]) -> list[Span]:
    """Sorted, with those that touch or overlap made one."""
    found: list[Span] = []
    for one in sorted(spans):
        if found and one.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found
