"""One occurrence apart from its series: which times there are, what is told at one, and what stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import OnHolidays, PageWindow, Sound, Variant, occurrence_id
from schedules.errors import Refused
from schedules.holidays import VIETNAM
from schedules.plan import plan
from schedules.planned import Basis
from schedules.recurrence import occurrences
from schedules.single import Kind, complaints, onto_holiday, start_of, turns
from schedules.walltime import parse_local
from tests.schedules.schedules_making import (
    BOTH,
    DAYTIME,
    NOW,
    announcement,
    at,
    device,
    instants,
    lunars,
    modest,
    numbers,
    rrules,
    rule,
    starts,
)

LONG = Variant("Nghỉ họp hôm nay.", Sound("1" * 64, 400_000), None, 70)
DAILY = "FREQ=DAILY;COUNT=9"
GAP = timedelta(minutes=5)
OTHER = Variant("Nghỉ họp hôm nay.", Sound("1" * 64, 300_000), PageWindow(5), 40)


def named(day: int, clock: str = "05:30") -> datetime:
    return parse_local(f"2026-11-{day}T{clock}")


def series(*left_out: int, moved: dict[int, str] | None = None, **changes: Any) -> Any:
    exceptions = {
        "left_out": frozenset(named(day) for day in left_out),
        "moved": {named(day): parse_local(to) for day, to in (moved or {}).items()},
    }
    holidays = changes.pop("holidays", OnHolidays.PLAY)
    one = rule("2026-11-22T05:30", changes.pop("rrule", DAILY), holidays=holidays, **exceptions)
    return announcement(rule=one, **changes)


def kinds(one: Any, until: str = "2026-12-31T00:00") -> list[tuple[int, str]]:
    found = turns(one, NOW, at(until), VIETNAM, 100)
    return [(turn.original_local.day, "holiday" if turn.holiday else turn.kind or "") for turn in found]


def test_all_times_are_listed_with_what_becomes_of_them():
    one = series(24, moved={26: "2026-11-23T06:00", 27: "2026-12-05T06:00"}, variants={named(25): OTHER})
    assert kinds(one) == [
        (22, ""),
        (23, ""),
        (26, "moved"),
        (24, "left-out"),
        (25, "changed"),
        (28, ""),
        (29, ""),
        (30, ""),
        (27, "moved"),
    ]
    assert len(turns(one, NOW, at("2026-12-31T00:00"), VIETNAM, 3)) == 3


def test_a_holiday_is_listed_and_a_left_out_one_is_not_called_moved():
    one = series(23, moved={23: "2026-11-25T06:00"}, rrule="FREQ=DAILY", holidays=OnHolidays.SKIP)
    assert (23, "left-out") in kinds(one)
    assert (1, "holiday") in kinds(one, "2027-01-03T00:00")
    assert start_of(one, named(23)) == at("2026-11-25T06:00")


@given(
    st.one_of(st.tuples(rrules(), st.none()), st.tuples(st.none(), lunars())),
    starts,
    instants,
    numbers(0, 400),
    numbers(0, 400),
    st.data(),
)
@modest(60)
def test_turns_are_the_occurrences_and_what_does_not_happen(
    texts: tuple[str | None, str | None], start: datetime, since: datetime, days: int, cut: int, data: st.DataObject
) -> None:
    """However the window is cut; whoever is left out, moved or told otherwise."""
    rrule, lunar = texts
    until = since + timedelta(days=days)
    bare = announcement(rule=replace(rule("2026-11-22T05:30", rrule), start=start, lunar=lunar))
    try:
        there = [turn.original_local for turn in turns(bare, since, until, VIETNAM, 10_000)]
    except Refused:
        return  # it ends before it begins
    picked = data.draw(st.lists(st.sampled_from(there), unique=True, max_size=4)) if there else []
    left_out, moved = frozenset(picked[:2]), {one: one + timedelta(days=1, minutes=7) for one in picked[2:]}
    one = replace(
        bare, rule=replace(bare.rule, left_out=left_out, moved=moved), variants=dict.fromkeys(picked[1:], OTHER)
    )
    found = turns(one, since, until, VIETNAM, 10_000)
    happens = [turn[:2] for turn in found if turn.kind is not Kind.LEFT_OUT]
    assert happens == [tuple(each) for each in occurrences(one.rule, since, until)]
    assert {turn.original_local for turn in found if turn.kind is Kind.LEFT_OUT} == set(left_out)
    middle = min(until, since + timedelta(days=cut))
    cut_in_two = turns(one, since, middle, VIETNAM, 10_000) + turns(one, middle, until, VIETNAM, 10_000)
    assert cut_in_two == found
    assert all(len({occurrence_id(one.id, turn.original_local)}) == 1 for turn in found)


def test_one_occurrence_tells_something_else_and_the_others_do_not():
    one = series(variants={named(24): OTHER}, page=PageWindow(60))
    basis = Basis.of([one], [device("loa-1", faces=BOTH)], {"xa-tan-hoa": DAYTIME})
    items = plan(basis, at("2026-11-22T00:00"), at("2026-11-27T00:00"), NOW).devices["loa-1"].items
    assert [item.varied for item in items] == [False, False, True, False, False]
    other, plain = items[2], items[1]
    assert other.occurrence == "a.20261124t0530"
    assert (other.longest, plain.longest) == (timedelta(minutes=5), timedelta(minutes=2))
    assert (other.volume, plain.volume) == (40, 70)
    assert other.page_until == at("2026-11-24T05:35")


@pytest.mark.parametrize(
    ("before", "after", "day", "wanted"),
    [
        (series(), series(24), 24, []),
        (series(), series(21), 21, ["no-such-occurrence"]),
        (series(rrule="FREQ=DAILY"), series(21, rrule="FREQ=DAILY"), 21, ["no-such-occurrence"]),
        (series(), series(moved={24: "2026-11-24T18:00"}), 24, []),
        (series(), series(moved={24: "2026-11-24T05:30"}), 24, ["nothing-changed"]),
        (series(), series(moved={24: "2026-11-25T05:34"}), 24, ["too-near-itself"]),
        (series(25), series(25, moved={24: "2026-11-25T05:34"}), 24, []),
        (series(), series(moved={24: "2026-11-21T05:30"}), 24, ["start-in-past"]),
        (series(), series(moved={24: "2226-11-21T05:30"}), 24, ["start-too-far"]),
        (series(), series(), 24, ["nothing-changed"]),
        (series(24), series(), 24, []),
        (series(), series(variants={named(24): OTHER}), 24, []),
        (series(), series(variants={named(24): replace(OTHER, text="  ")}), 24, ["text-blank"]),
        (
            series(moved={24: "2026-11-25T05:36"}),
            series(moved={24: "2026-11-25T05:36"}, variants={named(25): LONG}),
            25,
            ["too-near-itself"],
        ),
    ],
)  # fmt: skip
def test_what_stands_against_one_occurrence(before: Any, after: Any, day: int, wanted: list[str]):
    found = complaints(before, after, named(day), NOW, GAP, VIETNAM)
    assert [one.code for one in found] == wanted


def test_what_has_begun_stays_as_it_is():
    late = at("2026-11-24T05:30")
    assert [one.code for one in complaints(series(), series(24), named(24), late, GAP, VIETNAM)] == ["occurrence-over"]
    moved = series(moved={24: "2026-11-24T18:00"})
    assert complaints(moved, replace(moved, rule=series(24).rule), named(24), late, GAP, VIETNAM) == ()


def test_a_move_onto_a_holiday_is_told_where_holidays_are_left_out():
    for holidays, told in ((OnHolidays.SKIP, "new-year"), (OnHolidays.PLAY, None)):
        one = series(moved={24: "2027-01-01T18:00"}, holidays=holidays)
        found = onto_holiday(one, named(24), VIETNAM)
        assert (found.code if found else None) == told
