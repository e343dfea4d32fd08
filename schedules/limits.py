"""What has sounded, counted against the limits of days and weeks: sessions, minutes, days.

It is added to piece by piece, so that one more sound is held against thousands of others without looking at each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from schedules.findings import Finding
from schedules.span import Span
from schedules.walltime import to_local, zone_named

if TYPE_CHECKING:
    from schedules.hours import Hours, Sessions


@dataclass(slots=True)
class _Day:
    """One local day. ``sessions`` has, for each law of sessions, what counts as one by it: apart and in order."""

    sessions: tuple[list[Span], ...]
    sounding: timedelta = field(default_factory=timedelta)


class Counted:
    """All that counts on one device so far (no emergencies)."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self._zone = zone_named(hours.zone or "UTC")
        self._days: dict[date, _Day] = {}

    @classmethod
    def of(cls, hours: Hours, spans: Iterable[Span]) -> Self:
        """With these counted."""
        counted = cls(hours)
        for one in spans:
            counted.add(one)
        return counted

    def add(self, span: Span) -> None:
        """It sounds."""
        day = self._days.setdefault(self._day(span.start), _Day(tuple([] for _ in self._hours.sessions)))
        day.sounding += span.length
        for law, sessions in zip(self._hours.sessions, day.sessions, strict=True):
            first, last, whole = _joined(span, law, sessions)
            sessions[first:last] = [whole]

    def over(self, span: Span) -> tuple[Finding, ...]:
        """The limits that this would break, were it added."""
        day = self._day(span.start)
        known = self._days.get(day)
        found: list[Finding] = []
        for number, law in enumerate(self._hours.sessions):
            found += _over_sessions(span, law, known.sessions[number] if known is not None else [])
        if self._too_long(day, span.length):
            found.append(Finding("day-too-long", {"limit": self._hours.minutes_a_day or 0}))
        if self._too_many(day):
            found.append(Finding("too-many-days", {"limit": self._hours.days_a_week or 0}))
        return tuple(found)

    def full(self, instant: datetime, length: timedelta) -> bool:
        """Whether nothing of that length may sound any more on the local day of an instant, at whatever time."""
        day = self._day(instant)
        return self._too_long(day, length) or self._too_many(day)

    def _day(self, instant: datetime) -> date:
        return to_local(instant, self._zone).date()

    def _too_long(self, day: date, length: timedelta) -> bool:
        limit = self._hours.minutes_a_day
        if limit is None:
            return False
        known = self._days.get(day)
        return (known.sounding if known is not None else timedelta()) + length > timedelta(minutes=limit)

    def _too_many(self, day: date) -> bool:
        """Whether a sound on this day makes one day too many of its week, from Monday to Sunday."""
        limit = self._hours.days_a_week
        if limit is None:
            return False
        monday = day - timedelta(days=day.weekday())
        week = {monday + timedelta(days=ahead) for ahead in range(7)}
        return len((week & self._days.keys()) | {day}) > limit


def _over_sessions(span: Span, law: Sessions, sessions: list[Span]) -> Iterator[Finding]:
    first, last, whole = _joined(span, law, sessions)
    if law.per_day is not None and len(sessions) - (last - first) + 1 > law.per_day:
        yield Finding("too-many-sessions", {"limit": law.per_day})
    if law.minutes is not None and whole.length > timedelta(minutes=law.minutes):
        yield Finding("session-too-long", {"limit": law.minutes})


def _joined(span: Span, law: Sessions, sessions: list[Span]) -> tuple[int, int, Span]:
    """Which sessions one more sound makes one, from and up to (without), and what they are then."""
    gap = timedelta(minutes=law.gap_minutes)
    first = bisect_left(sessions, True, key=lambda one: span.start - one.end < gap)
    last = bisect_left(sessions, True, lo=first, key=lambda one: one.start - span.end >= gap)
    touched = sessions[first:last]
    whole = Span(
        min([span.start, *(one.start for one in touched[:1])]), max([span.end, *(one.end for one in touched[-1:])])
    )
    return first, last, whole
