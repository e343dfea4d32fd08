"""Rules against plain dateutil, which is the one that decides."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from schedules import recurrence
from schedules.announcement import Rule
from schedules.errors import Refused
from schedules.recurrence import early, occurrences, original_at, originals
from schedules.rrule_text import read
from schedules.walltime import parse_local, to_local, zone_named
from tests.schedules.schedules_making import HANOI, ZONE, at, instants, modest, rrules, rule, starts

# Places that change their clocks: by an hour, by half an hour, by a whole day.
ZONES = [ZONE, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]
lengths = st.builds(timedelta, days=st.integers(0, 40), hours=st.integers(1, 24))


def lively(text: str, start: datetime) -> Rule:
    """The rule, if it fires early: dateutil walks to the year 9999 in search of what never comes."""
    one = Rule(start, ZONE, text)
    try:
        assume(next(early(one), None) is not None)
    except Refused:
        assume(False)
    return one


@given(rrules(), starts, instants, lengths)
@modest(40)
def test_the_same_as_plain_dateutil(text: str, start: datetime, since: datetime, length: timedelta) -> None:
    one = lively(text, start)
    low = to_local(since, HANOI)
    whole = ";".join(part for part in text.split(";") if not part.startswith("UNTIL")) + ";WKST=MO" * (
        "WKST" not in text
    )
    until = read(text, start, ZONE).until
    plain = [
        local
        for local in takewhile(lambda local: local < low + length, rrulestr(whole, dtstart=start))
        if local >= low and (until is None or local <= until)
    ]
    assert list(originals(one, low, low + length)) == plain


@given(rrules(counted=False), starts)
@modest(30)
def test_early_is_the_beginning_of_the_rule(text: str, start: datetime) -> None:
    one = lively(text, start)
    first = list(takewhile(lambda local: local < start + timedelta(days=800), early(one)))
    assert first == list(originals(one, start, start + timedelta(days=800)))


@pytest.mark.parametrize("frequency", ["HOURLY;INTERVAL=6", "MINUTELY;INTERVAL=45"])
def test_what_never_fires_is_looked_for_in_few_years(frequency: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """dateutil would walk to the year 9999; half a minute for one box's plan."""
    asked = []

    def noted(text: str, dtstart: datetime) -> object:
        asked.append(dtstart)
        return rrulestr(text, dtstart=dtstart)

    monkeypatch.setattr(recurrence, "rrulestr", noted)
    never = rule("2016-11-22T05:30", f"FREQ={frequency};BYMONTH=2;BYMONTHDAY=30")
    assert list(originals(never, parse_local("2026-01-01T00:00"), parse_local("2028-01-01T00:00"))) == []
    assert [9999 - start.year <= 400 + 12 for start in asked] == [True]


@given(rrules(), starts, instants, lengths, st.sampled_from(ZONES), st.data())
@modest(40)
def test_inside_the_window_sorted_and_the_same_however_it_is_cut(text, start, since, length, zone, data) -> None:
    lively(text, start)
    until = since + length
    there = [one.original_local for one in occurrences(Rule(start, zone, text), since, until)]
    exceptions = data.draw(st.lists(st.sampled_from(there), max_size=4, unique=True)) if there else []
    moved = {one: one + timedelta(hours=data.draw(st.integers(-90, 90))) for one in exceptions[1:]}
    one = Rule(start, zone, text, frozenset(exceptions[:1]), moved)
    whole = occurrences(one, since, until)
    assert all(since <= occurrence.start < until for occurrence in whole)
    assert all(before.start <= after.start for before, after in pairwise(whole))
    assert len({occurrence.original_local for occurrence in whole}) == len(whole)
    cut = data.draw(st.datetimes(since.replace(tzinfo=None), until.replace(tzinfo=None), timezones=st.just(UTC)))
    assert occurrences(one, since, cut) + occurrences(one, cut, until) == whole


def test_left_out_and_moved_are_named_by_their_original_start() -> None:
    one = rule(
        "2026-11-22T05:30",
        "FREQ=DAILY",
        left_out=frozenset({parse_local("2026-11-23T05:30")}),
        moved={parse_local("2026-11-24T05:30"): parse_local("2026-11-22T17:00")},
    )
    found = occurrences(one, at("2026-11-22T00:00"), at("2026-11-26T00:00"))
    assert [(str(o.original_local), o.start) for o in found] == [
        ("2026-11-22 05:30:00", at("2026-11-22T05:30")),
        ("2026-11-24 05:30:00", at("2026-11-22T17:00")),
        ("2026-11-25 05:30:00", at("2026-11-25T05:30")),
    ]  # fmt: skip


def test_what_is_left_out_does_not_come_back_by_a_move_and_a_move_of_nothing_makes_nothing() -> None:
    day, new = parse_local("2026-11-24T05:30"), parse_local("2026-11-24T06:00")
    one = rule("2026-11-22T05:30", "FREQ=DAILY;COUNT=3", left_out=frozenset({day}), moved={day: new})
    assert len(occurrences(one, at("2026-11-20T00:00"), at("2026-12-01T00:00"))) == 2
    none = rule("2026-11-22T05:31", "FREQ=DAILY;COUNT=3", moved={day: new})
    assert len(occurrences(none, at("2026-11-20T00:00"), at("2026-12-01T00:00"))) == 3


def test_left_out_ones_still_count() -> None:
    one = rule("2026-11-22T05:30", "FREQ=DAILY;COUNT=3", left_out=frozenset({parse_local("2026-11-22T05:30")}))
    assert [o.original_local.day for o in occurrences(one, at("2026-11-01T00:00"), at("2026-12-31T00:00"))] == [23, 24]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (None, [1]),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", [2, 4, 6, 9, 11, 13]),
        ("FREQ=WEEKLY;INTERVAL=2", [1]),
        ("FREQ=MONTHLY;BYDAY=-1FR", [27]),
        ("FREQ=DAILY;UNTIL=20261103", [1, 2, 3]),
        ("FREQ=DAILY;UNTIL=20261102T223000Z", [1, 2, 3]),
        ("FREQ=DAILY;UNTIL=20261103T052959", [1, 2]),
        ("FREQ=DAILY;BYHOUR=5,17;COUNT=3", [1, 1, 2]),
    ],
)
def test_rules_as_people_say_them(text: str | None, days: list[int]) -> None:
    found = occurrences(rule("2026-11-01T05:30", text), at("2026-11-01T00:00"), at("2026-12-01T00:00"))
    assert [one.original_local.day for one in found][: len(days)] == days
    if text is None or "COUNT" in text or "UNTIL" in text:
        assert len(found) == len(days)


def test_seconds_may_be_asked_for() -> None:
    assert [
        o.start for o in occurrences(rule("2026-11-22T05:30:25"), at("2026-11-22T00:00"), at("2026-11-23T00:00"))
    ] == [at("2026-11-22T05:30:25")]


def test_clocks_that_change_move_nothing_but_what_they_skip() -> None:
    spring = Rule(parse_local("2026-03-27T02:30"), "Europe/Berlin", "FREQ=DAILY;COUNT=4")
    found = occurrences(spring, datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 30, tzinfo=UTC))
    berlin = zone_named("Europe/Berlin")
    assert [str(to_local(one.start, berlin))[5:16] for one in found] == [
        "03-27 02:30",
        "03-28 02:30",
        "03-29 03:30",
        "03-30 02:30",
    ]
    autumn = Rule(parse_local("2026-10-24T02:30"), "Europe/Berlin", "FREQ=DAILY;COUNT=3")
    found = occurrences(autumn, datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC))
    assert [one.start.hour for one in found] == [0, 0, 1]
    lost_day = Rule(parse_local("2011-12-29T05:30"), "Pacific/Apia", "FREQ=DAILY;COUNT=4")
    found = occurrences(lost_day, datetime(2011, 12, 1, tzinfo=UTC), datetime(2012, 1, 30, tzinfo=UTC))
    assert len(found) == 4


CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
]


@given(st.sampled_from(CHANGES), st.integers(-30 * 60, 30 * 60), st.integers(0, 59))
@modest(100)
def test_no_occurrence_is_lost_or_doubled_where_a_window_is_cut_at_a_clock_change(change, minutes, minute) -> None:
    zone, instant = change
    one = Rule(datetime.combine((instant - timedelta(days=9)).date(), time(0, minute)), zone, "FREQ=HOURLY")
    since, until = instant - timedelta(days=3), instant + timedelta(days=3)
    cut = instant + timedelta(minutes=minutes)
    whole = occurrences(one, since, until)
    assert occurrences(one, since, cut) + occurrences(one, cut, until) == whole
    there = [occurrence.original_local for occurrence in whole]
    day = instant.replace(tzinfo=None)
    assert set(originals(one, day - timedelta(days=1), day + timedelta(days=1))) <= set(there)
    assert len(set(there)) == len(there)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", ""),
        ("DAILY", "DAILY"),
        ("FREQ=", "FREQ="),
        ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY"),
        ("INTERVAL=2", "FREQ"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=1,2", "INTERVAL=1,2"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24"),
        ("FREQ=DAILY;BYHOUR=5,", "BYHOUR=5,"),
        ("FREQ=DAILY;BYSECOND=0,30", "BYSECOND=0,30"),
        ("FREQ=YEARLY;BYEASTER=0", "BYEASTER=0"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO"),
        ("FREQ=WEEKLY;BYDAY=T2", "BYDAY=T2"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "COUNT;UNTIL"),
        ("FREQ=DAILY;UNTIL=10:30", "UNTIL=10:30"),
        ("FREQ=DAILY;UNTIL=20270230", "UNTIL=20270230"),
        ("FREQ=DAILY;WKST=XX", "WKST=XX"),
        ("FREQ=DAILY\nDTSTART:20200101", "FREQ=DAILY\nDTSTART:20200101"),
        ("RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY"),
    ],
)
def test_text_that_is_no_rule_is_refused_with_its_part(text: str, part: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text, parse_local("2026-11-22T05:30"), ZONE)
    assert (refused.value.code, refused.value.params) == ("bad-rule", {"part": part})


WORDS = ["FREQ", "DAILY", "=", ";", "BYDAY", "MO", "1", "-1", ",", "UNTIL", "COUNT", "20270101", ":", "\n"]


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
@modest(100)
def test_no_text_does_anything_but_read_or_be_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        assert read(text, parse_local("2026-11-22T05:30"), ZONE).frequency == "DAILY"


@pytest.mark.parametrize(
    "zone",
    [
        "Asia/Sai_Gon",
        "",
        "localtime",
        "../etc/passwd",
        "/etc/localtime",
        "right/UTC",
        "Asia",
        "GMT+7",
        "Asia/Ho_Chi_Minh\0",
    ],
)
def test_unknown_zones_are_refused(zone: str) -> None:
    with pytest.raises(Refused) as refused:
        occurrences(rule("2026-11-22T05:30", zone=zone), at("2026-11-22T00:00"), at("2026-11-23T00:00"))
    assert (refused.value.code, refused.value.field) == ("unknown-zone", "zone")


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T05:30",
        "2026-11-22",
        "2026-11-22 05:30",
        "22/11/2026 05:30",
        "2026-11-22T25:00",
        "2027-02-29T05:30",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "",
        "2026-11-22T05:30Z",
    ],
)
def test_impossible_dates_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_local(text, "start")
    assert (refused.value.code, refused.value.field, refused.value.params) == ("bad-date", "start", {"text": text})


def test_an_instant_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="zone"):
        occurrences(rule("2026-11-22T05:30"), parse_local("2026-11-22T00:00"), parse_local("2026-11-23T00:00"))


def test_one_occurrence_by_its_minute() -> None:
    one = rule("2026-11-22T05:30:25", "FREQ=DAILY")
    assert original_at(one, parse_local("2026-11-24T05:30")) == parse_local("2026-11-24T05:30:25")
    assert original_at(one, parse_local("2026-11-24T05:31")) is None
