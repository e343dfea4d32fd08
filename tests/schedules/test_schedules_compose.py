from __future__ import annotations

from datetime import timedelta

import pytest

from schedules.announcement import Audience, PageWindow
from schedules.compose import complaints
from schedules.walltime import parse_local
from tests.schedules.schedules_making import NOW, announcement, at, rule

GAP = timedelta(minutes=15)


def codes(one, gap: timedelta = GAP) -> list[str]:
    return [refused.code for refused in complaints(one, NOW, gap)]


def test_a_finished_announcement_has_no_complaints() -> None:
    assert codes(announcement()) == []
    assert codes(announcement(sound=None, page=PageWindow(30))) == []
    assert codes(announcement(text="")) == []


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u00a0\u2003", "\u200b\u200b\ufeff", "\u2060"])
def test_only_spaces_are_no_title_and_no_text(blank: str) -> None:
    assert codes(announcement(title=blank)) == ["title-blank"]
    assert codes(announcement(text=blank, page=PageWindow(30))) == ["text-blank"]


def test_everything_is_said_at_once_each_with_its_field() -> None:
    one = announcement(title=" ", text=" ", sound=None, audience=Audience(), rule=rule("2026-11-20T05:30"))
    assert [(refused.code, refused.field) for refused in complaints(one, NOW, GAP)] == [
        ("title-blank", "title"),
        ("text-blank", "text"),
        ("no-face", "sound"),
        ("audience-empty", "audience"),
        ("start-in-past", "start"),
    ]


@pytest.mark.parametrize(
    ("start", "rrule", "code"),
    [
        ("2026-11-21T19:59", None, "start-in-past"),
        ("2026-11-21T20:00", None, None),
        ("2020-01-01T05:30", "FREQ=DAILY", None),
        ("2020-01-01T05:30", "FREQ=DAILY;COUNT=10", "rule-over"),
        ("2020-01-01T05:30", "FREQ=DAILY;UNTIL=20261121", "rule-over"),
        ("2026-11-22T05:30", "FREQ=DAILY;UNTIL=20261121", "end-before-start"),
        ("2026-11-22T05:30", "FREQ=SECONDLY", "rule-too-often"),
        ("2026-11-22T05:30", "FREQ=MINUTELY", "rule-too-often"),
        ("2026-11-22T05:30", "FREQ=DAILY;BYHOUR=5;BYMINUTE=30,40", "rule-too-often"),
        ("2026-11-22T05:30", "FREQ=DAILY;BYHOUR=0,23;BYMINUTE=0,55", "rule-too-often"),
        ("2026-11-22T05:30", "FREQ=DAILY;BYHOUR=5,17", None),
        ("2026-11-22T05:30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rule-never-fires"),
        ("2026-11-22T05:30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "rule-never-fires"),
        ("2026-11-22T05:30", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "rule-never-fires"),
        ("2026-11-22T05:30", "FREQ=HOURLY;INTERVAL=2;BYHOUR=6", "rule-never-fires"),
        ("2026-11-22T05:30", "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=31", "rule-never-fires"),
        ("2026-11-22T05:30", "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "rule-never-fires"),
        ("2028-02-29T05:30", "FREQ=YEARLY", None),
        ("2026-11-22T05:30", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "rule-never-fires"),
        ("2037-11-22T05:30", None, "start-too-far"),
        ("2999-12-31T23:59", "FREQ=DAILY", "start-too-far"),
        ("1900-01-01T00:00", None, "start-in-past"),
        ("1900-01-01T05:30", "FREQ=DAILY", None),
        ("2026-11-22T05:30", "every day", "bad-rule"),
    ],
)
def test_rules(start: str, rrule: str | None, code: str | None) -> None:
    assert codes(announcement(start=start, rrule=rrule)) == ([code] if code else [])


def test_a_sound_longer_than_the_gap_would_run_into_itself() -> None:
    assert codes(announcement(rrule="FREQ=DAILY;BYHOUR=5,6", seconds=3600)) == []
    assert codes(announcement(rrule="FREQ=DAILY;BYHOUR=5,6", seconds=3601)) == ["rule-too-often"]


def test_exceptions_must_name_an_occurrence() -> None:
    there, nothing = parse_local("2026-11-24T05:30"), parse_local("2026-11-24T05:45")
    moved = {there: parse_local("2026-11-24T06:00"), nothing: parse_local("2026-11-24T07:00")}
    one = announcement(rule=rule("2026-11-22T05:30", "FREQ=DAILY", left_out=frozenset({nothing}), moved=moved))
    found = complaints(one, NOW, GAP)
    assert [(refused.code, refused.params) for refused in found] == [
        ("no-such-occurrence", {"original": "2026-11-24T05:45"})
    ]


def test_all_left_out_is_over_and_moved_ahead_is_not() -> None:
    start = parse_local("2026-11-22T05:30")
    assert codes(announcement(rule=rule("2026-11-22T05:30", left_out=frozenset({start})))) == ["start-in-past"]
    late = announcement(rule=rule("2026-11-20T05:30", moved={parse_local("2026-11-20T05:30"): start}))
    assert codes(late) == []


def test_an_unknown_zone_is_one_complaint() -> None:
    assert codes(announcement(rule=rule("2026-11-22T05:30", zone="Asia/Hanoi"))) == ["unknown-zone"]


def test_now_may_be_written_in_any_zone() -> None:
    assert complaints(announcement(), at("2026-11-22T05:30"), GAP) == ()
