"""How often: the form's choices, RFC 5545, and the sentence."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.web.repeats import DAILY, DAYS, ONCE, OTHER, WEEKLY, Repeat, from_rrule, sentence, to_rrule
from schedules.rrule_text import read

START = datetime(2026, 11, 22, 5, 30)  # noqa: DTZ001 - a wall time
days = st.sets(st.sampled_from(DAYS), min_size=1).map(lambda found: tuple(day for day in DAYS if day in found))
last = st.dates(min_value=START.date()).filter(lambda day: day.year < 2100).map(str)


@given(st.sampled_from([DAILY, WEEKLY]), days, st.one_of(st.just(""), last))
def test_what_the_form_says_the_law_reads_and_the_form_knows_again(kind: str, ticked: tuple[str, ...], until: str):
    repeat = Repeat(kind, ticked if kind == WEEKLY else (), until)
    text = to_rrule(repeat)
    assert text is not None
    assert read(text, START, "Asia/Ho_Chi_Minh").frequency == kind.upper()
    assert from_rrule(text) == repeat


@pytest.mark.parametrize("text", ["FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY", "nonsense"])
def test_what_the_form_cannot_say_is_kept_as_it_is(text: str):
    assert from_rrule(text) == Repeat(OTHER, text=text)
    assert to_rrule(from_rrule(text)) == text


def test_once_is_no_rule():
    assert to_rrule(Repeat(ONCE)) is None
    assert from_rrule(None) == from_rrule("") == Repeat(ONCE)


@pytest.mark.parametrize(
    ("rrule", "vietnamese", "english"),
    [
        (None, "05:30, Chủ Nhật 22/11/2026", "05:30, Sunday 22/11/2026"),
        ("FREQ=DAILY", "05:30 hằng ngày, từ 22/11/2026", "05:30 every day, from 22/11/2026"),
        (
            "FREQ=WEEKLY;BYDAY=MO,SU;UNTIL=20261231T235959",
            "05:30 các ngày T2, CN, từ 22/11/2026 đến hết 31/12/2026",
            "05:30 on Mon, Sun, from 22/11/2026 until 31/12/2026",
        ),
        (
            "FREQ=MONTHLY",
            "05:30, lặp lại theo quy tắc riêng, từ 22/11/2026",
            "05:30, by a rule of its own, from 22/11/2026",
        ),
    ],
)
def test_in_words(rrule: str | None, vietnamese: str, english: str):
    assert sentence("2026-11-22T05:30", rrule, "vi") == vietnamese
    assert sentence("2026-11-22T05:30", rrule, "en") == english
