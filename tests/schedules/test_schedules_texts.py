"""Rules in words, Vietnamese and English."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from controller.words import LANGUAGES
from controller.words.rules import sentence
from schedules.announcement import OnHolidays
from schedules.describe import describe
from schedules.errors import Refused
from schedules.phrases import phrase
from schedules.walltime import parse_local
from tests.schedules.schedules_making import lunars, modest, rrules, rule

START = "2026-11-22T05:30"


# Three lines a rule: what it is, in Vietnamese, in English. All begin on Sunday, 22 November 2026, at 05:30.
_LINES = (Path(__file__).parent / "rule_texts.txt").read_text("utf-8").splitlines()
CASES = [tuple(line.strip() for line in _LINES[at : at + 3]) for at in range(0, len(_LINES), 3)]


@pytest.mark.parametrize(("said", "vietnamese", "english"), CASES, ids=[case[0] for case in CASES])
def test_rules(said: str, vietnamese: str, english: str) -> None:
    kind, text = said.split()
    one = rule(START, **{kind: text})
    assert (sentence(one, "vi"), sentence(one, "en")) == (vietnamese, english)


WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
TUESDAY, WEDNESDAY, THURSDAY = (parse_local(f"2026-11-{day}T05:30") for day in (24, 25, 26))


@pytest.mark.parametrize(
    ("one", "vietnamese", "english"),
    [
        (rule(START), "05:30 Chủ Nhật 22/11/2026", "05:30 Sunday 22/11/2026"),
        (
            rule(START, WORKDAYS, holidays=OnHolidays.SKIP),
            "05:30 thứ Hai đến thứ Sáu, trừ ngày lễ",
            "05:30 Monday to Friday, except public holidays",
        ),
        (
            rule(START, "FREQ=DAILY", holidays=OnHolidays.ONLY),
            "05:30 hằng ngày, chỉ vào ngày lễ",
            "05:30 every day, only on public holidays",
        ),
        (
            rule(START, WORKDAYS, left_out=frozenset({TUESDAY})),
            "05:30 thứ Hai đến thứ Sáu, trừ lượt 05:30 ngày 24/11/2026",
            "05:30 Monday to Friday, without 05:30 on 24/11/2026",
        ),
        (
            rule(START, WORKDAYS, left_out=frozenset({TUESDAY, WEDNESDAY}), moved={THURSDAY: WEDNESDAY}),
            "05:30 thứ Hai đến thứ Sáu, trừ 2 lượt, 1 lượt đổi giờ",
            "05:30 Monday to Friday, 2 left out, 1 moved",
        ),
        (
            rule(START, WORKDAYS, left_out=frozenset({TUESDAY}), moved={TUESDAY: WEDNESDAY}),
            "05:30 thứ Hai đến thứ Sáu, trừ lượt 05:30 ngày 24/11/2026",
            "05:30 Monday to Friday, without 05:30 on 24/11/2026",
        ),
        (rule("2026-11-22T05:30:20", WORKDAYS), "05:30:20 thứ Hai đến thứ Sáu", "05:30:20 Monday to Friday"),
    ],
)  # fmt: skip
def test_exceptions_and_holidays(one, vietnamese: str, english: str) -> None:
    assert (sentence(one, "vi"), sentence(one, "en")) == (vietnamese, english)


def test_the_beginning_is_said_while_it_lies_ahead() -> None:
    one = rule(START, WORKDAYS)
    assert sentence(one, "vi", date(2026, 11, 21)) == "05:30 thứ Hai đến thứ Sáu, từ 22/11/2026"
    assert sentence(one, "vi", date(2026, 11, 22)) == "05:30 thứ Hai đến thứ Sáu"


def test_the_end_of_a_counted_rule_is_told_where_it_is_near() -> None:
    assert "đến" in sentence(rule(START, "FREQ=WEEKLY;COUNT=100"), "vi")
    assert "đến" not in sentence(rule(START, "FREQ=WEEKLY;COUNT=900"), "vi")
    assert "đến" not in sentence(rule(START, "FREQ=DAILY;COUNT=2000"), "vi")


def test_phrases_are_codes_and_values() -> None:
    assert describe(rule(START, "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130")) == (
        phrase("times", times=(phrase("clock", time="05:30"),)),
        phrase("weekly", day=(phrase("weekday-1"),)),
        phrase("until", date="2026-11-30"),
    )


@given(rrules())
@modest(150)
def test_every_rule_can_be_said(text: str) -> None:
    for lang in LANGUAGES:
        said = ""
        with contextlib.suppress(Refused):  # some never fire, which a counted rule finds out
            said = sentence(rule("2020-01-01T05:30", text), lang)
        assert said == said.strip()
        assert "  " not in said
        assert ",," not in said
        assert said or "COUNT" in text


@given(lunars())
@modest(60)
def test_every_lunar_rule_can_be_said(text: str) -> None:
    for lang in LANGUAGES:
        assert "lunar" in (said := sentence(rule("2020-01-01T05:30", lunar=text), lang)) or "âm lịch" in said


def test_what_cannot_be_read_cannot_be_said() -> None:
    with pytest.raises(Refused) as refused:
        sentence(rule(START, "FREQ=SOMETIMES"), "vi")
    assert refused.value.code == "bad-rule"
