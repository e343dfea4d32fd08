"""As last time: old rules begun anew at the next time like theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.again import again
from schedules.announcement import Rule
from schedules.recurrence import occurrences
from schedules.walltime import format_local, parse_local, to_instant, zone_named

ZONE = "Asia/Ho_Chi_Minh"
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
"""Ten o'clock on a Sunday there."""


@pytest.mark.parametrize(
    ("start", "rrule", "lunar", "begun", "text"),
    [
        ("2026-11-19T17:00", None, None, "2026-11-26T17:00", None),  # Thursday again
        ("2025-03-02T17:00", None, None, "2026-11-22T17:00", None),  # a Sunday long ago: this very Sunday
        ("2025-03-02T09:00", None, None, "2026-11-29T09:00", None),  # nine is over by now
        ("2026-12-01T17:00", None, None, "2026-12-08T17:00", None),  # it is still to come: the time after it
        ("2026-01-05T05:30", "FREQ=WEEKLY;BYDAY=MO,WE", None, "2026-11-23T05:30", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("2026-03-01T06:00", "FREQ=DAILY;COUNT=3", None, "2026-11-23T06:00", "FREQ=DAILY;COUNT=3"),
        ("2026-03-01T06:00", "FREQ=DAILY;UNTIL=20260303T235959", None, "2026-11-23T06:00", "UNTIL=20261125T235959"),
        ("2026-11-01T06:00", "FREQ=DAILY;UNTIL=20261231T235959", None, "2026-11-23T06:00", "UNTIL=20261231T235959"),
        ("2026-01-01T17:00", None, "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-11-23T17:00", "FREQ=MONTHLY"),
    ],
)
def test_it_begins_at_the_next_time_like_it(
    start: str, rrule: str | None, lunar: str | None, begun: str, text: str | None
):
    new = again(Rule(parse_local(start), ZONE, rrule, lunar=lunar), NOW)
    assert format_local(new.start) == begun
    assert (text or "") in (new.lunar or new.rrule or "")


def test_what_was_apart_stays_in_the_past():
    day = parse_local("2026-11-02T06:00")
    old = Rule(parse_local("2026-11-01T06:00"), ZONE, "FREQ=DAILY", frozenset({day}), {day: day.replace(hour=7)})
    new = again(old, NOW)
    assert (new.left_out, new.moved) == (frozenset(), {})


@given(
    st.integers(0, 3 * 365 * 1440).map(lambda minutes: parse_local("2024-01-01T00:00") + timedelta(minutes=minutes)),
    st.sampled_from([None, "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=TU,SA", "FREQ=MONTHLY;BYMONTHDAY=-1"]),
)
def test_it_is_ahead_and_fits_its_own_rule(start: datetime, rrule: str | None):
    new = again(Rule(start, ZONE, rrule), NOW)
    begin = to_instant(new.start, zone_named(ZONE))
    assert begin >= NOW
    assert (new.start.hour, new.start.minute) == (start.hour, start.minute)
    assert occurrences(new, begin, begin.replace(year=begin.year + 1))[0].start == begin
    if rrule is None:
        assert new.start.weekday() == start.weekday()
