"""Windows that are remembered say what the law of hours says, also where clocks are changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Klass
from schedules.hours import Hours, check, every_day, open_spans
from schedules.opening import Opening
from schedules.span import Span
from tests.schedules.schedules_making import DAYTIME, areas_hours, at, instants, minutes, proof, window

ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")


@given(hours=areas_hours(), zone=st.sampled_from(ZONES), start=instants, length=minutes)
@proof(200)
def test_what_is_surely_open_is_allowed(hours, zone, start, length) -> None:
    alone = Hours(zone=zone, week=hours.week)
    if Opening(alone).surely(Span(start, start + length)):
        assert check(start, length, Klass.NORMAL, alone) == ()


@given(hours=areas_hours(), start=instants, length=minutes)
@proof(100)
def test_where_clocks_are_never_changed_it_is_the_whole_answer(hours, start, length) -> None:
    alone = Hours(zone="Asia/Ho_Chi_Minh", week=hours.week)
    inside = check(start, length, Klass.NORMAL, alone) == ()
    assert Opening(alone).surely(Span(start, start + length)) == inside


def test_days_are_as_the_law_has_them_and_no_hours_are_never_open() -> None:
    day, noon = date(2026, 11, 22), at("2026-11-22T10:00")
    assert Opening(DAYTIME).of(day) == Opening(DAYTIME).of(day) == open_spans(day, DAYTIME)
    silent = Opening(replace(DAYTIME, week=None))
    assert (silent.of(day), silent.surely(Span(noon, noon + timedelta(minutes=1)))) == ((), False)


def test_on_the_day_of_a_clock_change_somebody_looks_closer() -> None:
    berlin = Opening(Hours(zone="Europe/Berlin", week=every_day(window("00:00", "24:00"))))
    changed = at("2026-10-25T18:00").astimezone(UTC)
    assert not berlin.surely(Span(changed, changed + timedelta(minutes=1)))
    assert berlin.surely(Span(changed + timedelta(days=1), changed + timedelta(days=1, minutes=1)))
