"""Hours in which a box may be away by plan: solar boxes that shut down for the night. Wall time of their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

_SHAPE = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
SLACK = timedelta(minutes=15)
"""So much earlier it may lie down."""


class Span(NamedTuple):
    """One night, epoch ms."""

    since_ms: int
    until_ms: int


class Window(NamedTuple):
    """``22:00-04:30``; what ends before it begins goes over midnight."""

    begin: time
    end: time

    @classmethod
    def read(cls, text: str) -> Window:
        """Raises ``ValueError`` for what is no window."""
        match = _SHAPE.fullmatch(text)
        if match is None or match[1] + match[2] == match[3] + match[4]:
            raise ValueError(f"{text!r} is no window; write it like 22:00-04:30")
        first, second, third, fourth = (int(part) for part in match.groups())
        return cls(time(first, second), time(third, fourth))

    def around(self, at_ms: int, zone: str) -> Iterator[Span]:
        """The nights of this window near an instant."""
        day = datetime.fromtimestamp(at_ms / 1000, ZoneInfo(zone)).date()
        over = timedelta(days=self.end <= self.begin)
        for shift in (-1, 0, 1):
            begins = day + timedelta(days=shift)
            begin = datetime.combine(begins, self.begin, ZoneInfo(zone))
            end = datetime.combine(begins + over, self.end, ZoneInfo(zone))
            yield Span(round(begin.timestamp() * 1000), round(end.timestamp() * 1000))


def night(windows: tuple[Window, ...], zone: str, at_ms: int) -> Span | None:
    """The night that an instant lies in, if any; a box may lie down a little before it begins."""
    slack_ms = SLACK // timedelta(milliseconds=1)
    spans = (span for window in windows for span in window.around(at_ms, zone))
    return next((span for span in spans if span.since_ms - slack_ms <= at_ms < span.until_ms), None)
