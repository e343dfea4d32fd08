"""Every blank, filled with its own examples: nothing is missing, and the reader doubts nothing but what is meant."""

from __future__ import annotations

import pytest

from controller.blanks import blank as blanks
from controller.blanks.blank import Blank
from controller.blanks.said import said
from controller.broadcast.voiced import words
from controller.reading import read

EVERY = blanks.every()


def examples(one: Blank) -> dict[str, str]:
    return {gap.name: gap.example for gap in one.gaps}


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_it_is_whole_and_read_without_doubt(one: Blank):
    title, text = blanks.filled(one, examples(one))
    assert blanks.MISSING not in title + text
    assert "{" not in title + text
    assert len(title) <= 100
    reading = read(words(title, text))
    assert tuple(reading.text[each.start : each.end] for each in reading.doubts) == one.doubts
    named = {gap.name for gap in one.gaps}
    assert all(f"{{{name}}}" in one.title + one.text for name in named), "a gap that stands nowhere"


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_what_is_optional_takes_its_line_along(one: Blank):
    needed = {gap.name: gap.example for gap in one.gaps if not gap.optional}
    title, text = blanks.filled(one, needed)
    assert blanks.MISSING not in title + text
    left_out = sum(gap.optional for gap in one.gaps)
    assert len(text.splitlines()) == len(one.text.strip().splitlines()) - left_out
    assert blanks.missing(one, needed) == ()
    assert len(blanks.missing(one, {})) == len(needed)


def test_there_are_those_that_communes_send():
    assert len(EVERY) >= 20
    assert (
        len({one.id for one in EVERY})
        == len({one.order for one in EVERY})
        == len({one.vi for one in EVERY})
        == len(EVERY)
    )
    assert blanks.get("lich-cat-dien") in EVERY
    assert blanks.get("khong-co") is None


@pytest.mark.parametrize(
    ("kind", "typed", "short", "full"),
    [
        ("date", "2026-11-25", "ngày 25/11", "thứ Tư, ngày 25/11/2026"),
        ("date", "mai", "mai", "mai"),
        ("date", "2026-02-30", "2026-02-30", "2026-02-30"),
        ("time", "08:00", "8 giờ", "8 giờ"),
        ("time", "16:30", "16 giờ 30 phút", "16 giờ 30 phút"),
        ("text", "  hai   thôn ", "hai thôn", "hai thôn"),
        ("long", "một\nhai", "một\nhai", "một\nhai"),
        ("date", "", "", ""),
    ],
)
def test_gaps_are_said_as_notices_say_them(kind: str, typed: str, short: str, full: str):
    assert said(kind, typed, short=True) == short
    assert said(kind, typed) == full


def test_braces_in_what_is_typed_are_only_letters():
    one = blanks.get("lich-cat-dien")
    assert one is not None
    _, text = blanks.filled(one, examples(one) | {"noi": "{ngay} <script>"})
    assert "{ngay} <script>" in text
