"""Lunar rules: which days they mean, and the contract that they share with all rules."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Rule, occurrence_id
from schedules.compose import rule_complaints
from schedules.errors import Refused
from schedules.fingerprint import fingerprint
from schedules.lunar import months, of
from schedules.lunar_rule import read
from schedules.recurrence import early, occurrences
from schedules.walltime import parse_local
from tests.schedules.schedules_making import NOW, ZONE, announcement, at, instants, lunars, modest, rule, starts


def dates(lunar: str, since: str, until: str, start: str = "2020-01-01T05:30") -> list[str]:
    found = occurrences(rule(start, lunar=lunar), at(f"{since}T00:00"), at(f"{until}T00:00"))
    return [str(one.original_local.date()) for one in found]


@pytest.mark.parametrize(
    ("lunar", "since", "until", "expected"),
    [
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "2026-10-01",
            "2027-01-01",
            ["2026-10-10", "2026-10-24", "2026-11-09", "2026-11-23", "2026-12-09", "2026-12-23"],
        ),
        # The leap second month of 2023 has its own 1st and 15th.
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "2023-02-01",
            "2023-05-01",
            ["2023-02-05", "2023-02-20", "2023-03-06", "2023-03-22", "2023-04-05", "2023-04-20"],
        ),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10", "2024-01-01", "2027-01-01", ["2024-04-18", "2025-04-07", "2026-04-26"]),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2029-01-01", "2031-01-01", ["2029-02-13", "2030-02-02"]),
        # A yearly day is not kept again in a leap month.
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5", "2025-01-01", "2026-01-01", ["2025-06-29"]),
        # The twelfth month of 2024 has 29 days, the one of 2023 had 30.
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30", "2024-01-01", "2025-12-31", ["2024-02-09", "2025-01-28"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "2024-01-01", "2025-12-31", ["2024-02-09", "2025-01-28"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;SKIP=OMIT", "2024-01-01", "2025-12-31", ["2024-02-09"]),
        ("FREQ=MONTHLY;BYMONTHDAY=29,30", "2025-01-20", "2025-02-01", ["2025-01-28"]),
        # The leap month where there is one, the plain one elsewhere, or nothing.
        ("FREQ=YEARLY;BYMONTH=6L;BYMONTHDAY=1", "2024-01-01", "2026-01-01", ["2024-07-06", "2025-07-25"]),
        ("FREQ=YEARLY;BYMONTH=6L;BYMONTHDAY=1;SKIP=OMIT", "2024-01-01", "2026-01-01", ["2025-07-25"]),
        ("FREQ=YEARLY;BYMONTH=6,6L;BYMONTHDAY=1", "2025-01-01", "2026-01-01", ["2025-06-25", "2025-07-25"]),
        # What the text does not say is the start's: 1 January 2020 was the 7th of the twelfth month.
        ("FREQ=YEARLY", "2020-01-01", "2022-01-01", ["2020-01-01", "2021-01-19"]),
        ("FREQ=MONTHLY", "2020-01-01", "2020-03-01", ["2020-01-01", "2020-01-31", "2020-02-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=1;COUNT=2", "2020-01-01", "2026-01-01", ["2020-01-25", "2020-02-23"]),
        ("FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20200223", "2020-01-01", "2026-01-01", ["2020-01-25", "2020-02-23"]),
        ("FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=1,7", "2026-01-01", "2027-01-01", ["2026-02-17", "2026-08-13"]),
    ],
)  # fmt: skip
def test_days_of_lunar_rules(lunar: str, since: str, until: str, expected: list[str]) -> None:
    assert dates(lunar, since, until) == expected


def test_several_times_a_day_with_the_seconds_of_the_start() -> None:
    one = rule("2026-11-22T05:30:10", lunar="FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=17,5;BYMINUTE=30")
    found = occurrences(one, at("2026-11-22T00:00"), at("2026-12-01T00:00"))
    assert [str(o.original_local) for o in found] == ["2026-11-23 05:30:10", "2026-11-23 17:30:10"]


def test_what_lies_before_the_start_is_not_due() -> None:
    text = "FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=5;BYMINUTE=30"
    assert dates(text, "2026-11-01", "2027-01-01", "2026-11-23T05:31") == ["2026-12-23"]


@given(lunars(), starts.filter(lambda one: one.year < 2026), instants, st.integers(1, 900), st.data())
@modest(100)
def test_inside_the_window_sorted_and_the_same_however_it_is_cut(lunar, start, since, days, data) -> None:
    until = since + timedelta(days=days)
    there = [one.original_local for one in occurrences(Rule(start, ZONE, lunar=lunar), since, until)]
    exceptions = data.draw(st.lists(st.sampled_from(there), max_size=3, unique=True)) if there else []
    moved = {one: one + timedelta(hours=data.draw(st.integers(-90, 90))) for one in exceptions[1:]}
    one = Rule(start, ZONE, None, frozenset(exceptions[:1]), moved, lunar)
    whole = occurrences(one, since, until)
    assert all(since <= occurrence.start < until for occurrence in whole)
    assert all(before.start <= after.start for before, after in pairwise(whole))
    assert len({occurrence.original_local for occurrence in whole}) == len(whole)
    cut = data.draw(st.datetimes(since.replace(tzinfo=None), until.replace(tzinfo=None), timezones=st.just(UTC)))
    assert occurrences(one, since, cut) + occurrences(one, cut, until) == whole


@given(lunars(), starts.filter(lambda one: one.year < 2026))
@modest(60)
def test_every_day_of_three_years_asked_one_by_one(lunar: str, start: datetime) -> None:
    """The same days as a reading of the rule that looks at each day by itself."""
    pattern = read(lunar, start, ZONE)
    plain = [
        datetime.combine(day, clock)
        for day in (start.date() + timedelta(days=ahead) for ahead in range(3 * 366))
        if _meant(pattern, day)
        for clock in pattern.times
    ]
    plain = [local for local in plain if local >= start][: pattern.count]
    plain = [local for local in plain if pattern.until is None or local <= pattern.until]
    end = start + timedelta(days=3 * 366 - 1)
    assert [one for one in early(Rule(start, ZONE, lunar=lunar)) if one < end] == [one for one in plain if one < end]


def _meant(pattern, day: date) -> bool:
    lunar = of(day)
    last = of(day + timedelta(days=1)).day == 1
    wanted = {lunar.day}
    if last:
        length = lunar.day
        wanted |= {-1} | (set() if pattern.omit else set(range(length, 31)))
    else:
        length = next(m.length for m in months(lunar.year) if (m.number, m.leap) == (lunar.month, lunar.leap))
    wanted.add(lunar.day - length - 1)
    if wanted.isdisjoint(pattern.days):
        return False
    if pattern.months is None or (lunar.month, lunar.leap) in pattern.months:
        return True
    has_leap = (lunar.month, True) in {(m.number, m.leap) for m in months(lunar.year)}
    return not pattern.omit and not lunar.leap and not has_leap and (lunar.month, True) in pattern.months


@pytest.mark.parametrize(
    ("lunar", "part"),
    [
        ("", ""),
        ("MONTHLY", "MONTHLY"),
        ("BYMONTHDAY=1", "FREQ"),
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=MONTHLY;INTERVAL=2", "INTERVAL=2"),
        ("FREQ=MONTHLY;BYDAY=MO", "BYDAY=MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "BYMONTHDAY=31"),
        ("FREQ=MONTHLY;BYMONTHDAY=-30", "BYMONTHDAY=-30"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,", "BYMONTHDAY=1,"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=YEARLY;BYMONTH=L", "BYMONTH=L"),
        ("FREQ=YEARLY;SKIP=FORWARD", "SKIP=FORWARD"),
        ("FREQ=YEARLY;COUNT=2;UNTIL=20300101", "COUNT;UNTIL"),
        ("FREQ=YEARLY;UNTIL=2030", "UNTIL=2030"),
        ("FREQ=YEARLY;UNTIL=20300230", "UNTIL=20300230"),
    ],
)
def test_text_that_is_no_lunar_rule_is_refused_with_its_part(lunar: str, part: str) -> None:
    with pytest.raises(Refused) as refused:
        read(lunar, parse_local("2026-11-22T05:30"), ZONE)
    assert (refused.value.code, refused.value.field, refused.value.params) == ("bad-rule", "lunar", {"part": part})


WORDS = ["FREQ", "MONTHLY", "=", ";", "BYMONTH", "BYMONTHDAY", "4L", "1", "-1", ",", "UNTIL", "SKIP", "OMIT", "\n"]


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
@modest(100)
def test_no_text_does_anything_but_read_or_be_refused(lunar: str) -> None:
    with contextlib.suppress(Refused):
        assert read(lunar, parse_local("2026-11-22T05:30"), ZONE).days


@pytest.mark.parametrize(
    ("lunar", "start", "code"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-11-22T05:30", None),
        ("FREQ=YEARLY;BYMONTH=2L;SKIP=OMIT", "2026-11-22T05:30", "rule-never-fires"),
        ("FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=5;BYMINUTE=0,1", "2026-11-22T05:30", "rule-too-often"),
        ("FREQ=MONTHLY;COUNT=3", "2020-01-01T05:30", "rule-over"),
        ("FREQ=MONTHLY;UNTIL=20261121", "2026-11-22T05:30", "end-before-start"),
        ("FREQ=MONTHLY", "1901-01-01T05:30", "bad-date"),
        ("FREQ=MONTHLY", "2200-01-01T05:30", "start-too-far"),
        ("FREQ=WEEKLY", "2026-11-22T05:30", "bad-rule"),
    ],
)
def test_complaints(lunar: str, start: str, code: str | None) -> None:
    found = rule_complaints(rule(start, lunar=lunar), NOW, timedelta(minutes=5))
    assert [one.code for one in found] == ([code] if code else [])


def test_a_rule_is_solar_or_lunar() -> None:
    with pytest.raises(Refused) as refused:
        rule("2026-11-22T05:30", "FREQ=DAILY", lunar="FREQ=MONTHLY")
    assert (refused.value.code, refused.value.field) == ("rule-twice", "lunar")


def test_a_lunar_rule_is_content_and_names_its_occurrences_by_their_own_start() -> None:
    once, monthly, yearly = (
        announcement(rule=rule("2026-11-23T05:30", lunar=text)) for text in (None, "FREQ=MONTHLY", "FREQ=YEARLY")
    )
    assert len({fingerprint(once), fingerprint(monthly), fingerprint(yearly)}) == 3
    assert len({hash(once.rule), hash(monthly.rule), hash(yearly.rule)}) == 3
    (due,) = occurrences(monthly.rule, at("2026-12-01T00:00"), at("2027-01-01T00:00"))
    assert occurrence_id(monthly.id, due.original_local) == "a.20261223t0530"


def test_a_fingerprint_given_before_there_were_lunar_rules_still_holds() -> None:
    known = "7e2f18f0cd95078511b126853b34f3fa281793ea16c3d0a555fd725142e154a5"
    assert fingerprint(announcement(rrule="FREQ=DAILY")) == known
