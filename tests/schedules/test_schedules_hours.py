from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Klass
from schedules.errors import Refused
from schedules.hours import (
    Cap,
    Hours,
    Sessions,
    Window,
    cap_for,
    check,
    effective,
    every_day,
    nearest,
    open_spans,
    week_of,
)
from schedules.hours_data import Piece, pieces, read, write
from schedules.span import Span
from schedules.walltime import parse_local, to_instant, zone_named
from tests.schedules.schedules_making import DAYTIME, ZONE, areas_hours, at, instants, minutes, modest, window

TWO = timedelta(minutes=2)


def codes(start: str, length: timedelta = TWO, hours: Hours = DAYTIME, klass: Klass = Klass.NORMAL, others=()):
    return [found.code for found in check(at(start), length, klass, hours, others)]


def span(start: str, length: int) -> Span:
    return Span(at(start), at(start) + timedelta(minutes=length))


# ------------------------------------------------------------------ windows


def test_a_village_is_not_woken_at_three_fifteen() -> None:
    (found,) = check(at("2026-11-22T03:15"), TWO, Klass.NORMAL, DAYTIME)
    assert (found.code, found.blocks, found.nearest) == ("outside-hours", True, at("2026-11-22T05:00"))
    assert codes("2026-11-22T03:15", klass=Klass.PRIORITY) == ["outside-hours"]


def test_an_emergency_is_exempt_and_that_is_on_record() -> None:
    (found,) = check(at("2026-11-22T03:15"), TWO, Klass.EMERGENCY, DAYTIME)
    assert (found.code, found.blocks) == ("emergency-outside-hours", False)
    assert codes("2026-11-22T05:30", klass=Klass.EMERGENCY) == []
    assert codes("2026-11-22T05:30", klass=Klass.EMERGENCY, hours=Hours()) == ["emergency-outside-hours"]


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2026-11-22T05:00", 2, None),
        ("2026-11-22T04:59", 2, "2026-11-22T05:00"),
        ("2026-11-22T11:28", 2, None),
        ("2026-11-22T11:29", 2, "2026-11-22T11:28"),
        ("2026-11-22T12:00", 2, "2026-11-22T11:28"),
        ("2026-11-22T16:00", 2, "2026-11-22T16:30"),
        ("2026-11-22T23:59", 2, "2026-11-22T19:58"),
        ("2026-11-22T05:00", 390, None),
        ("2026-11-22T05:01", 390, "2026-11-22T05:00"),
    ],
)
def test_a_sound_lies_inside_one_window_or_is_told_the_nearest_start(start, length, expected) -> None:
    found = check(at(start), timedelta(minutes=length), Klass.NORMAL, DAYTIME)
    assert [one.nearest for one in found] == ([at(expected)] if expected else [])


def test_a_sound_that_fits_no_window_has_no_nearest_start() -> None:
    (found,) = check(at("2026-11-22T05:00"), timedelta(minutes=391), Klass.NORMAL, DAYTIME)
    assert found.nearest is None
    assert nearest(at("2026-11-22T05:00"), TWO, Hours()) is None


def test_the_nearest_start_can_be_kept_out_of_the_past() -> None:
    assert nearest(at("2026-11-22T21:00"), TWO, DAYTIME, not_before=at("2026-11-22T20:30")) == at("2026-11-23T05:00")


def test_windows_by_weekday() -> None:
    sundays_late = Hours(ZONE, week_of({7: [window("08:00", "09:00")], 1: [window("05:00", "06:00")]}))
    assert codes("2026-11-22T08:30", hours=sundays_late) == []
    assert codes("2026-11-22T05:30", hours=sundays_late) == ["outside-hours"]
    assert codes("2026-11-23T05:30", hours=sundays_late) == []


def test_hours_that_nobody_has_set_are_a_silent_horn() -> None:
    assert codes("2026-11-22T05:30", hours=Hours(zone=ZONE)) == ["hours-not-set"]
    assert codes("2026-11-22T05:30", hours=Hours(week=DAYTIME.week)) == ["hours-not-set"]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (1320, 120, "window-crosses-midnight"),
        (300, 300, "window-empty"),
        (-1, 5, "limit-out-of-range"),
        (0, 1441, "limit-out-of-range"),
    ],
)
def test_a_window_stays_inside_its_day(start: int, end: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Window(start, end)
    assert refused.value.code == code


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven"):
        Hours(ZONE, ((),) * 6)


def test_nothing_runs_over_midnight_even_where_both_days_are_open() -> None:
    whole_day = Hours(ZONE, every_day(Window(0, 1440)))
    assert codes("2026-11-22T23:58", hours=whole_day) == []
    assert codes("2026-11-22T23:59", hours=whole_day) == ["outside-hours"]


def test_windows_that_touch_are_one() -> None:
    assert (
        codes("2026-11-22T05:59", hours=Hours(ZONE, every_day(window("06:00", "07:00"), window("05:00", "06:00"))))
        == []
    )


def test_a_clock_change_counts_as_it_is_lived() -> None:
    berlin = Hours("Europe/Berlin", every_day(window("01:00", "03:00")))
    start = to_instant(parse_local("2026-10-25T01:30"), zone_named("Europe/Berlin"))
    assert check(start, timedelta(minutes=80), Klass.NORMAL, berlin) == ()
    assert [one.code for one in check(start, timedelta(minutes=100), Klass.NORMAL, berlin)] == ["outside-hours"]
    assert [one.length for one in open_spans(parse_local("2026-10-25T00:00").date(), berlin)] == [timedelta(hours=3)]


@given(areas_hours(), instants, minutes)
@modest(100)
def test_the_nearest_start_is_allowed(hours: Hours, start: datetime, length: timedelta) -> None:
    offer = nearest(start, length, hours)
    if offer is not None and hours.week is not None:
        assert "outside-hours" not in [one.code for one in check(offer, length, Klass.NORMAL, hours)]
        if "outside-hours" not in [one.code for one in check(start, length, Klass.NORMAL, hours)]:
            assert offer == start


# ------------------------------------------------------------------ limits


LIMITED = Hours(ZONE, every_day(window("05:00", "20:00")), (Sessions(15, per_day=2, minutes=15),), minutes_a_day=20)


def test_sessions_and_minutes_of_a_day() -> None:
    morning = [span("2026-11-22T05:30", 8)]
    both = [*morning, span("2026-11-22T17:00", 8)]
    assert codes("2026-11-22T05:40", hours=LIMITED, others=morning) == []
    assert codes("2026-11-22T05:44", hours=LIMITED, others=morning) == ["session-too-long"]
    assert codes("2026-11-22T12:00", hours=LIMITED, others=morning) == []
    assert codes("2026-11-22T12:00", hours=LIMITED, others=both) == ["too-many-sessions"]
    assert codes("2026-11-22T17:08", timedelta(minutes=5), LIMITED, others=both) == ["day-too-long"]
    assert codes("2026-11-23T12:00", hours=LIMITED, others=both) == []
    assert codes("2026-11-22T12:00", timedelta(minutes=25), LIMITED, others=both) == [
        "too-many-sessions",
        "session-too-long",
        "day-too-long",
    ]
    assert codes("2026-11-22T12:00", hours=LIMITED, others=both, klass=Klass.EMERGENCY) == []


def test_limits_say_what_they_are() -> None:
    found = check(at("2026-11-22T12:00"), timedelta(minutes=21), Klass.NORMAL, LIMITED)
    assert [(one.code, dict(one.params)) for one in found] == [
        ("session-too-long", {"limit": 15}),
        ("day-too-long", {"limit": 20}),
    ]


WEEKLY = Hours(ZONE, every_day(window("05:00", "20:00")), days_a_week=5)


def test_days_of_a_week() -> None:
    """Hà Nội 2021: five days a week. The week is the local one, Monday to Sunday."""
    monday_to_friday = [span(f"2026-11-{day}T05:30", 10) for day in range(16, 21)]
    assert codes("2026-11-21T05:30", hours=WEEKLY, others=monday_to_friday) == ["too-many-days"]
    assert codes("2026-11-20T17:00", hours=WEEKLY, others=monday_to_friday) == []
    assert codes("2026-11-23T05:30", hours=WEEKLY, others=monday_to_friday) == []
    assert codes("2026-11-15T05:30", hours=WEEKLY, others=monday_to_friday) == []
    assert codes("2026-11-21T05:30", hours=WEEKLY, others=monday_to_friday[1:]) == []
    assert codes("2026-11-21T05:30", hours=WEEKLY, others=monday_to_friday, klass=Klass.EMERGENCY) == []
    # 05:00 in Việt Nam is still Sunday in UTC.
    monday = Hours(ZONE, WEEKLY.week, days_a_week=1)
    assert codes("2026-11-29T05:30", hours=monday, others=[span("2026-11-23T05:00", 10)]) == ["too-many-days"]
    assert codes("2026-11-22T05:30", hours=monday, others=[span("2026-11-23T05:00", 10)]) == []
    assert codes("2026-11-23T05:30", hours=Hours(ZONE, WEEKLY.week, days_a_week=0)) == ["too-many-days"]


def test_the_fewest_days_of_a_chain_hold() -> None:
    assert effective([WEEKLY, Hours(days_a_week=6), Hours()]).days_a_week == 5
    assert effective([Hours(days_a_week=6), WEEKLY]).days_a_week == 5


# ------------------------------------------------------------------ inheritance


@given(
    st.lists(areas_hours(), max_size=3),
    areas_hours(),
    instants,
    minutes,
    st.lists(st.tuples(st.integers(0, 1300), st.integers(1, 40)), max_size=3),
)
@modest(100)
def test_further_down_is_only_ever_stricter(chain, own, start, length, busy) -> None:
    """What is allowed at the end of a chain is allowed at every area above it that has said any hours."""
    day = start.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=7)
    others = [Span(day + timedelta(minutes=at), day + timedelta(minutes=at + long)) for at, long in busy]
    above, below = effective(chain), effective([*chain, own])
    if not any(one.blocks for one in check(start, length, Klass.NORMAL, below, others)) and above.week is not None:
        assert not any(one.blocks for one in check(start, length, Klass.NORMAL, above, others))
    assert cap_for(Span(start, start + length), below) <= cap_for(Span(start, start + length), above)


@given(st.lists(areas_hours(), max_size=4))
@modest(50)
def test_joining_twice_changes_nothing(chain) -> None:
    once = effective(chain)
    assert effective([once]) == once
    assert effective([once, once]) == once
    assert effective([*chain, Hours()]) == once
    hash(once)


def test_a_hamlet_can_narrow_but_not_widen() -> None:
    commune = Hours(ZONE, every_day(window("05:00", "07:00"), window("17:00", "18:00")), minutes_a_day=60)
    hamlet = Hours(
        week=every_day(window("05:30", "20:00")), minutes_a_day=90, caps=(Cap(window("05:00", "06:00"), 50),)
    )
    both = effective([commune, hamlet])
    assert both == Hours(ZONE, every_day(window("05:30", "07:00"), window("17:00", "18:00")), (), 60, hamlet.caps)
    assert effective([]) == Hours()


def test_the_lowest_cap_over_a_sound_holds() -> None:
    hours = effective(
        [Hours(ZONE, caps=(Cap(window("05:00", "06:00"), 60),)), Hours(caps=(Cap(window("05:30", "05:45"), 40),))]
    )
    assert [
        cap_for(span(start, 10), hours)
        for start in ("2026-11-22T04:50", "2026-11-22T05:00", "2026-11-22T05:25", "2026-11-22T06:00")
    ] == [100, 60, 40, 100]


# ------------------------------------------------------------------ as data

DATA = {
    "zone": ZONE,
    "windows": [
        {"days": [1, 2, 3, 4, 5], "start": "05:00", "end": "07:00"},
        {"days": [6, 7], "start": "06:00", "end": "24:00"},
    ],
    "sessions": [{"gap_minutes": 15, "per_day": 2, "minutes": 60}],
    "minutes_a_day": 120,
    "days_a_week": 5,
    "caps": [{"start": "05:00", "end": "05:30", "volume": 60}],
}


def test_data_of_an_area_there_and_back() -> None:
    assert write(read(DATA)) == DATA
    assert (read({}), write(Hours())) == (Hours(), {})
    assert read({"windows": []}) == Hours(week=every_day())


@given(areas_hours())
@modest(50)
def test_any_hours_there_and_back(hours: Hours) -> None:
    assert read(write(hours)) == hours


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"window": []}, "bad-hours"),
        ({"zone": 7}, "bad-hours"),
        ({"zone": "Asia/Hanoi"}, "unknown-zone"),
        ({"windows": {}}, None),
        ({"windows": "05:00"}, "bad-hours"),
        ({"windows": [{"days": [1], "start": "5:00", "end": "06:00"}]}, "bad-clock"),
        ({"windows": [{"days": [1], "start": "05:00"}]}, "bad-clock"),
        ({"windows": [{"days": [0], "start": "05:00", "end": "06:00"}]}, "bad-weekday"),
        ({"windows": [{"days": [True], "start": "05:00", "end": "06:00"}]}, "bad-weekday"),
        ({"windows": [{"days": "all", "start": "05:00", "end": "06:00"}]}, "bad-hours"),
        ({"windows": [{"days": [1], "start": "22:00", "end": "02:00"}]}, "window-crosses-midnight"),
        ({"windows": [{"days": [1], "start": "24:00", "end": "24:00"}]}, "window-empty"),
        ({"minutes_a_day": "60"}, "bad-hours"),
        ({"minutes_a_day": True}, "bad-hours"),
        ({"minutes_a_day": -1}, "limit-out-of-range"),
        ({"minutes_a_day": 1441}, "limit-out-of-range"),
        ({"days_a_week": 8}, "limit-out-of-range"),
        ({"days_a_week": "5"}, "bad-hours"),
        ({"sessions": [{"gap": 5}]}, "bad-hours"),
        ({"caps": [{"start": "05:00", "end": "06:00", "volume": 101}]}, "limit-out-of-range"),
    ],
)
def test_wrong_data_is_refused(data, code) -> None:
    if code is None:
        assert read(data).week == every_day()
        return
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code


def test_pieces_for_a_device_cut_where_the_volume_changes() -> None:
    assert pieces(read(DATA)) == (
        Piece((1, 2, 3, 4, 5), 300, 330, 60),
        Piece((1, 2, 3, 4, 5), 330, 420, 100),
        Piece((6, 7), 360, 1440, 100),
    )
    assert pieces(Hours()) == ()


@given(areas_hours(), instants)
@modest(100)
def test_pieces_are_exactly_the_windows(hours: Hours, instant: datetime) -> None:
    local = instant.astimezone(zone_named(ZONE))
    minute = local.hour * 60 + local.minute
    inside = [one for one in pieces(hours) if local.isoweekday() in one.days and one.start <= minute < one.end]
    open_now = any(one.start <= instant < one.end for one in open_spans(local.date(), hours))
    assert len(inside) == int(open_now)


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        check(datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None), TWO, Klass.NORMAL, DAYTIME)
