"""How often: the form's choices, the text of the rule, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.web.repeats import (
    DAILY,
    DAYS,
    EVERY,
    GIO,
    KINDS,
    MONTHLY,
    NTH,
    NTHS,
    ONCE,
    OTHER,
    RAM,
    WEEKLY,
    Repeat,
    Texts,
    are_alike,
    are_clocks,
    from_texts,
    to_texts,
)
from schedules import lunar_rule
from schedules.rrule_text import read

START = datetime(2026, 11, 22, 5, 30)  # noqa: DTZ001 - a wall time
ZONE = "Asia/Ho_Chi_Minh"
CLOCK = "05:30"
last = st.dates(min_value=START.date()).filter(lambda day: day.year < 2100).map(str)
hours = st.sets(st.integers(6, 23).map("{:02}:30".format), max_size=3).map(lambda found: tuple(sorted(found)))


@st.composite
def choices(draw: st.DrawFn) -> Repeat:
    """Everything that the form can say, with what does not count left as it stands there by itself."""
    kind = draw(st.sampled_from([one for one in KINDS if one != ONCE]))
    repeat = Repeat(kind, times=draw(hours))
    if kind in EVERY:
        repeat = replace(repeat, every=str(draw(st.integers(1, 30))))
    if kind == WEEKLY:
        ticked = draw(st.sets(st.sampled_from(DAYS), min_size=1))
        repeat = replace(repeat, days=tuple(day for day in DAYS if day in ticked))
    if kind == MONTHLY:
        repeat = replace(repeat, monthday=str(draw(st.sampled_from([*range(1, 32), -1]))))
    if kind == NTH:
        repeat = replace(repeat, nth=draw(st.sampled_from(NTHS)), weekday=draw(st.sampled_from(DAYS)))
    if kind == GIO:
        repeat = replace(repeat, lunar_day=str(draw(st.integers(1, 30))), lunar_month=str(draw(st.integers(1, 12))))
    end = draw(st.sampled_from(["never", "until", "count"]))
    if end == "until":
        return replace(repeat, until=draw(last))
    return replace(repeat, count=str(draw(st.integers(1, 500)))) if end == "count" else repeat


@given(choices())
def test_what_the_form_says_the_law_reads_and_the_form_knows_again(repeat: Repeat):
    texts = to_texts(repeat, CLOCK)
    if repeat.kind in (RAM, GIO):
        assert texts.rrule is None
        assert lunar_rule.read(texts.lunar or "", START, ZONE).count == (int(repeat.count) if repeat.count else None)
    else:
        assert texts.lunar is None
        assert read(texts.rrule or "", START, ZONE).counted is bool(repeat.count)
    assert from_texts(*texts, CLOCK) == repeat


@pytest.mark.parametrize(
    "texts",
    [
        Texts("FREQ=MONTHLY;BYMONTHDAY=1,2"),
        Texts("FREQ=DAILY;BYMONTH=3"),
        Texts("FREQ=WEEKLY"),
        Texts("FREQ=MONTHLY;BYDAY=MO,2TU"),
        Texts("FREQ=DAILY;BYHOUR=x"),
        Texts("nonsense"),
        Texts(lunar="FREQ=YEARLY;BYMONTH=4L;BYMONTHDAY=8;SKIP=OMIT"),
    ],
)
def test_what_the_form_cannot_say_is_kept_as_it_is(texts: Texts):
    kept = from_texts(*texts, CLOCK)
    assert kept.kind == OTHER
    assert to_texts(kept, CLOCK) == texts


def test_once_is_no_rule():
    assert to_texts(Repeat(ONCE), CLOCK) == Texts()
    assert from_texts(None, None, CLOCK) == from_texts("", "", CLOCK) == Repeat(ONCE)


def test_which_times_of_a_day_a_rule_can_say():
    assert are_clocks(["05:30", "17:30"])
    assert not are_clocks(["5:30"])
    assert not are_clocks(["25:00"])
    assert are_alike(["05:30", "17:30"])
    assert not are_alike(["05:30", "17:00"])
    assert are_alike(["05:00", "05:30", "17:00", "17:30"])
    daily = to_texts(Repeat(DAILY, times=("05:00", "17:00", "17:30")), CLOCK)
    assert daily.rrule == "FREQ=DAILY;BYHOUR=5,17;BYMINUTE=0,30"
