"""Counting piece by piece finds what looking at everything finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Klass
from schedules.findings import Finding
from schedules.hours import Hours, Sessions, check, every_day, local_day
from schedules.limits import Counted
from schedules.span import Span
from tests.schedules.schedules_making import ZONE, at, modest, window

ALWAYS = every_day(window("00:00", "24:00"))
limits = st.builds(
    lambda laws, minutes, days: Hours(ZONE, ALWAYS, tuple(laws), minutes, days_a_week=days),
    st.lists(
        st.builds(Sessions, st.integers(0, 40), st.none() | st.integers(0, 4), st.none() | st.integers(5, 90)),
        max_size=2,
    ),
    st.none() | st.integers(0, 120),
    st.none() | st.integers(0, 5),
)
spans = st.builds(
    lambda day, minute, length: Span(
        at("2026-11-19T00:00") + timedelta(days=day, minutes=minute),
        at("2026-11-19T00:00") + timedelta(days=day, minutes=minute + length),
    ),
    st.integers(0, 8),
    st.integers(0, 200),
    st.integers(1, 40),
)


def apart(some: Iterable[Span]) -> list[Span]:
    """As on one horn: none over another."""
    found: list[Span] = []
    for one in sorted(some):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def plainly(span: Span, hours: Hours, others: list[Span]) -> Iterator[Finding]:
    """The law as one would say it."""
    day = local_day(span.start, hours)
    whole = sorted([span, *(one for one in others if local_day(one.start, hours) == day)])
    for law in hours.sessions:
        sessions: list[Span] = []
        for one in whole:
            if sessions and one.start - sessions[-1].end < timedelta(minutes=law.gap_minutes):
                sessions[-1] = Span(sessions[-1].start, max(sessions[-1].end, one.end))
            else:
                sessions.append(one)
        own = next(one for one in sessions if one.start <= span.start and span.end <= one.end)
        if law.per_day is not None and len(sessions) > law.per_day:
            yield Finding("too-many-sessions", {"limit": law.per_day})
        if law.minutes is not None and own.length > timedelta(minutes=law.minutes):
            yield Finding("session-too-long", {"limit": law.minutes})
    sounding = sum((one.length for one in whole), timedelta())
    if hours.minutes_a_day is not None and sounding > timedelta(minutes=hours.minutes_a_day):
        yield Finding("day-too-long", {"limit": hours.minutes_a_day})
    if hours.days_a_week is not None:
        week = day.isocalendar()[:2]
        days = {local_day(one.start, hours) for one in others}
        if len({one for one in days if one.isocalendar()[:2] == week} | {day}) > hours.days_a_week:
            yield Finding("too-many-days", {"limit": hours.days_a_week})


@given(limits, st.lists(spans, max_size=12), spans)
@modest(300)
def test_counting_is_looking_at_everything(hours: Hours, some: list[Span], span: Span) -> None:
    others = apart(some)
    counted = Counted.of(hours, others)
    found = tuple(plainly(span, hours, others))
    assert counted.over(span) == found
    assert check(span.start, span.length, Klass.NORMAL, hours, others) == found
    if counted.full(span.start, span.length):
        assert {one.code for one in found} & {"day-too-long", "too-many-days"}
