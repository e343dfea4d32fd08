"""The windows of hours as instants, remembered by day: a planner asks for the same ones thousands of times."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from schedules.hours import Hours, open_spans
from schedules.span import Span
from schedules.walltime import zone_named

_DAY = timedelta(days=1)


class Opening:
    """When effective hours are open."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self._zone = zone_named(hours.zone or "UTC")
        self._of: dict[date, tuple[Span, ...]] = {}
        self._even: dict[date, tuple[Span, ...]] = {}

    def of(self, day: date) -> tuple[Span, ...]:
        """As `hours.open_spans`."""
        if day not in self._of:
            self._of[day] = open_spans(day, self._hours)
        return self._of[day]

    def surely(self, span: Span) -> bool:
        """Whether a span (in UTC) lies in a window of a day on which clocks are not changed. Nobody has to look closer
        then; otherwise `hours.check` does."""
        day = span.start.date()
        if day not in self._even:
            near = (day - _DAY, day, day + _DAY)
            self._even[day] = tuple(one for local in near if self._is_even(local) for one in self.of(local))
        return any(one.start <= span.start and span.end <= one.end for one in self._even[day])

    def _is_even(self, day: date) -> bool:
        begin, end = (datetime.combine(one, time(), self._zone).utcoffset() for one in (day, day + _DAY))
        noon = datetime.combine(day, time(12), UTC).astimezone(self._zone).utcoffset()
        return begin == end == noon


@lru_cache(maxsize=1024)
def opening(hours: Hours) -> Opening:
    """One for each."""
    return Opening(hours)
