"""Days off: those of the law, those that were decided, and rules that leave them out or ask for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import OnHolidays
from schedules.compose import rule_complaints
from schedules.errors import Refused
from schedules.fingerprint import fingerprint
from schedules.holidays import CODES, VIETNAM, Added, Decided, Holiday, Holidays, read, write
from schedules.plan import plan, replan
from schedules.planned import Basis
from schedules.recurrence import occurrences
from schedules.walltime import parse_local
from tests.schedules.schedules_making import DAYTIME, NOW, announcement, at, device, modest, rule

DATA = {
    "years": {
        "2025": {"tet_days_before": 2, "national_day_beside": "before"},
        "2026": {"tet_days_before": 1, "national_day_beside": "before"},
        "2027": {"national_day_beside": "after"},
    },
    "added": [{"day": "11-24", "name": "Ngày hội của xã"}, {"day": "2026-01-02", "name": "Nghỉ bù"}],
}
ENTERED = read(DATA)


def days(holidays: Holidays, year: int) -> str:
    return " ".join(f"{one.day:%d/%m}" for one in holidays.in_year(year))


def test_the_days_of_the_law() -> None:
    assert days(VIETNAM, 2026) == "01/01 16/02 17/02 18/02 19/02 26/04 30/04 01/05 02/09"
    assert {one.code for one in VIETNAM.in_year(2026)} == CODES - {"added"}


def test_the_days_that_were_decided() -> None:
    assert days(ENTERED, 2025) == "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 01/09 02/09 24/11"
    assert days(ENTERED, 2026) == "01/01 02/01 16/02 17/02 18/02 19/02 20/02 26/04 30/04 01/05 01/09 02/09 24/11"
    assert ENTERED.on(date(2027, 9, 3)) == Holiday(date(2027, 9, 3), "national")
    assert ENTERED.on(date(2026, 1, 2)) == Holiday(date(2026, 1, 2), "added", "Nghỉ bù")
    assert ENTERED.on(date(2027, 1, 2)) is None


def test_what_should_still_be_entered() -> None:
    assert [ENTERED.undecided(year) for year in (2026, 2027, 2028)] == [set(), {"tet"}, {"tet", "national"}]


@given(st.integers(1968, 2099), st.integers(0, 4), st.sampled_from([-1, 1]))
@modest(50)
def test_a_decided_year_has_eleven_days_and_all_that_was_sure_before(year: int, before: int, beside: int) -> None:
    found = Holidays((Decided(year, before, beside),))
    tet = [one.day for one in found.in_year(year) if one.code == "tet"]
    assert tet == [tet[0] + timedelta(days=ahead) for ahead in range(5)]
    if before in (1, 2):
        assert {one.day for one in VIETNAM.in_year(year)} <= {one.day for one in found.in_year(year)}
    # Giỗ tổ falls on 30 April or 1 May in some years; the day given instead is entered.
    assert len(found.in_year(year)) in (10, 11)


def test_a_leap_day_that_was_added_for_every_year() -> None:
    assert [len(Holidays(added=(Added(None, 2, 29, ""),)).in_year(year)) for year in (2027, 2028)] == [9, 10]


def test_a_year_without_lunar_calendar_has_its_fixed_days() -> None:
    assert days(VIETNAM, 2400) == "01/01 30/04 01/05 02/09"


def test_data_there_and_back() -> None:
    assert write(ENTERED) == DATA | {"added": DATA["added"]}
    assert (read({}), write(Holidays())) == (VIETNAM, {})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"year": {}}, "bad-holidays"),
        ({"years": []}, None),
        ({"years": [2026]}, "bad-holidays"),
        ({"years": {"26": {}}}, "bad-holidays"),
        ({"years": {"２０２６": {}, "2026": {}}}, "bad-holidays"),
        ({"years": {"2026": 2}}, "bad-holidays"),
        ({"years": {"2026": {"tet": 2}}}, "bad-holidays"),
        ({"years": {"2026": {"tet_days_before": "1"}}}, "bad-holidays"),
        ({"years": {"2026": {"tet_days_before": True}}}, "bad-holidays"),
        ({"years": {"2026": {"tet_days_before": 5}}}, "limit-out-of-range"),
        ({"years": {"2026": {"national_day_beside": "both"}}}, "bad-holidays"),
        ({"years": {"2026": {"national_day_beside": ["before"]}}}, "bad-holidays"),
        ({"added": {"day": "11-24"}}, "bad-holidays"),
        ({"added": ["11-24"]}, "bad-holidays"),
        ({"added": [{"day": "11-24", "colour": "red"}]}, "bad-holidays"),
        ({"added": [{"day": 1124}]}, "bad-holidays"),
        ({"added": [{"day": "11-24", "name": 7}]}, "bad-holidays"),
        ({"added": [{"day": "02-30"}]}, "bad-date"),
        ({"added": [{"day": "2026-02-29"}]}, "bad-date"),
        ({"added": [{"day": "24/11"}]}, "bad-date"),
    ],
)
def test_wrong_data_is_refused(data, code) -> None:
    if code is None:
        assert read(data) == VIETNAM
        return
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code


# ------------------------------------------------------------------ rules


def due(one, holidays: Holidays = ENTERED, since: str = "2026-08-30", until: str = "2026-09-05") -> list[int]:
    return [o.start.day for o in occurrences(one, at(f"{since}T00:00"), at(f"{until}T00:00"), holidays)]


SKIP, ONLY = OnHolidays.SKIP, OnHolidays.ONLY
START = "2026-01-01T07:00"


def test_days_off_left_out_and_asked_for() -> None:
    assert due(rule(START, "FREQ=DAILY")) == [30, 31, 1, 2, 3, 4]
    assert due(rule(START, "FREQ=DAILY", holidays=SKIP)) == [30, 31, 3, 4]
    assert due(rule(START, "FREQ=DAILY", holidays=ONLY)) == [1, 2]
    assert due(rule(START, "FREQ=DAILY", holidays=SKIP), VIETNAM) == [30, 31, 1, 3, 4]
    assert due(rule(START, lunar="FREQ=MONTHLY;BYMONTHDAY=10", holidays=ONLY), since="2026-01-01") == [26]


def test_a_date_that_a_person_named_is_due_whatever_day_it_is() -> None:
    assert due(rule("2026-09-02T07:00", holidays=SKIP)) == [2]
    assert due(rule("2026-09-03T07:00", holidays=ONLY)) == [3]
    first, second = parse_local("2026-09-01T07:00"), parse_local("2026-08-31T07:00")
    onto_a_holiday = {second: parse_local("2026-09-02T08:00")}
    assert due(rule(START, "FREQ=DAILY", holidays=SKIP, moved=onto_a_holiday)) == [30, 2, 3, 4]
    from_a_holiday = {first: parse_local("2026-09-01T08:00")}
    assert due(rule(START, "FREQ=DAILY", holidays=SKIP, moved=from_a_holiday)) == [30, 31, 1, 3, 4]


def test_what_is_left_out_still_counts() -> None:
    assert due(rule("2026-08-30T07:00", "FREQ=DAILY;COUNT=5", holidays=SKIP)) == [30, 31, 3]


@given(st.dates(date(2025, 1, 1), date(2027, 12, 1)), st.integers(1, 60))
@modest(60)
def test_with_and_without_them_are_together_all_days(since: date, length: int) -> None:
    start, end = at(f"{since}T00:00"), at(f"{since + timedelta(days=length)}T00:00")
    whole, without, alone = (
        occurrences(rule("2025-01-01T05:30", "FREQ=DAILY", holidays=what), start, end, ENTERED) for what in OnHolidays
    )
    assert sorted(without + alone) == sorted(whole)
    assert all(ENTERED.on(one.original_local.date()) for one in alone)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (rule("2026-11-22T07:00", "FREQ=DAILY", holidays=ONLY), None),
        (rule("2026-11-22T07:00", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5", holidays=ONLY), "rule-never-fires"),
        (rule("2026-11-22T07:00", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", holidays=SKIP), "rule-never-fires"),
        (rule("2026-11-22T07:00", "FREQ=DAILY;COUNT=3", holidays=ONLY), "rule-never-fires"),
        (rule("2026-09-01T07:00", "FREQ=DAILY;UNTIL=20261122", holidays=ONLY), "rule-over"),
        (rule("2026-09-02T07:00", holidays=SKIP), "start-in-past"),
    ],
)
def test_complaints(one, code: str | None) -> None:
    assert [found.code for found in rule_complaints(one, NOW, timedelta(minutes=5))] == ([code] if code else [])


def test_what_is_done_on_holidays_is_content() -> None:
    prints = {
        fingerprint(announcement(rule=rule(START, "FREQ=DAILY", holidays=what))) for what in OnHolidays
    }  # fmt: skip
    assert len(prints) == 3
    assert fingerprint(announcement(rule=rule(START, "FREQ=DAILY"))) in prints


def test_a_day_off_that_is_entered_changes_the_plan_of_those_who_asked() -> None:
    daily = announcement("daily", rule=rule("2026-11-22T05:30", "FREQ=DAILY"))
    working = announcement("working", rule=rule("2026-11-22T06:00", "FREQ=DAILY", holidays=SKIP))
    boxes, hours = [device("loa-1")], {"xa-tan-hoa": DAYTIME}
    since, until = at("2026-11-22T00:00"), at("2026-11-26T00:00")
    before = plan(Basis.of([daily, working], boxes, hours), since, until, NOW)
    after = replan(before, Basis.of([daily, working], boxes, hours, holidays=ENTERED), NOW)
    assert [len(one.devices["loa-1"].items) for one in (before, after)] == [8, 7]
    assert after == plan(Basis.of([daily, working], boxes, hours, holidays=ENTERED), since, until, NOW)
    assert "working.20261124t0600" not in {one.occurrence for one in after.devices["loa-1"].items}
    untouched = replan(
        plan(Basis.of([daily], boxes, hours), since, until, NOW), Basis.of([daily], boxes, hours, holidays=ENTERED), NOW
    )
    assert untouched.devices == plan(Basis.of([daily], boxes, hours), since, until, NOW).devices
