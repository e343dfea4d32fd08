"""What changed since a notice was decided about last, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.broadcast.changes import GONE, NEW, SAME, changes, pieces

WAS = {
    "title": "Lịch cắt điện",
    "text": "Cắt từ 7 giờ 30.",
    "klass": "normal",
    "start_local": "2026-11-23T06:00",
    "rrule": None,
    "sound": "a" * 64,
    "speech": None,
    "volume": 70,
    "areas": ["xa"],
    "devices": [],
}


@pytest.mark.parametrize(
    ("otherwise", "told"),
    [
        ({}, []),
        ({"volume": 80}, [("volume", 70, 80)]),
        (
            {"areas": ["thon-dong"]},
            [("where", {"areas": ["xa"], "devices": []}, {"areas": ["thon-dong"], "devices": []})],
        ),
        (
            {"start_local": "2026-11-23T17:00", "rrule": "FREQ=DAILY"},
            [
                (
                    "when",
                    {"start_local": "2026-11-23T06:00", "rrule": None},
                    {"start_local": "2026-11-23T17:00", "rrule": "FREQ=DAILY"},
                )
            ],
        ),
        ({"sound": "b" * 64}, [("sound", "a" * 64, "b" * 64)]),
        # What is read aloud sounds otherwise because of its words.
        ({"text": "Cắt từ 8 giờ.", "sound": "b" * 64}, [("text", "Cắt từ 7 giờ 30.", "Cắt từ 8 giờ.")]),
    ],
)
def test_each_thing_is_told_once(otherwise: dict[str, object], told: list[tuple[str, object, object]]):
    assert [(one.what, one.before, one.after) for one in changes(WAS, WAS | otherwise)] == told


def test_what_was_not_kept_then_is_not_compared():
    assert changes({"title": "Lịch cắt điện"}, WAS) == []


def test_words_that_went_and_came_stand_between_a_little_of_what_stayed():
    before = "một hai ba bốn năm sáu bảy tám chín mười cắt điện lúc 7 giờ hôm nay"
    after = "một hai ba bốn năm sáu bảy tám chín mười cắt điện lúc 8 giờ hôm nay"
    assert pieces(before, after) == [
        (SAME, "… tám chín mười cắt điện lúc "),
        (GONE, "7 "),
        (NEW, "8 "),
        (SAME, "giờ hôm nay "),
    ]


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_both_texts_are_found_in_the_pieces(before: str, after: str):
    found = pieces(before, after)
    if any("…" in text for _, text in found):
        return
    assert "".join(text for kind, text in found if kind != GONE).split() == after.split()
    assert "".join(text for kind, text in found if kind != NEW).split() == before.split()
