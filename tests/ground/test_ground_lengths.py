"""Lengths and offers in words: a golden table."""

from __future__ import annotations

import pytest

from controller.api.problems import sentence
from controller.errors import Refused
from controller.words.lengths import encoded, length, offered
from schedules.programme_offers import Offer, Way
from schedules.walltime import parse_local

FIVE = parse_local("2026-11-22T17:00")
FIRST = "2026-11-22T10:05:00+00:00"

TABLE = [
    (200, [Offer(Way.LEAVE_OUT, 4, 4), Offer(Way.START, count=35, start=FIVE)],
     "dài hơn khung giờ 3 phút 20 giây: bớt mục 4, hoặc bắt đầu lúc 17:00."),
    (60, [Offer(Way.LONGER, count=31)], "dài hơn khung giờ 1 phút: kéo dài khung giờ thành 31 phút."),
    (59, [Offer(Way.CLOSER, count=61)],
     "dài hơn khung giờ 59 giây: bỏ khoảng nghỉ giữa các mục (bớt 1 phút 1 giây)."),
    (1, [Offer(Way.FEWER, 2, count=1), Offer(Way.LEAVE_OUT, 3, 5)],
     "dài hơn khung giờ 1 giây: mục 2 chỉ phát một lần, hoặc bớt các mục từ 3 đến 5."),
    (3600, [Offer(Way.FEWER, 2, count=3), Offer(Way.FEWER, 3, count=1), Offer(Way.LEAVE_OUT, 1, 1),
            Offer(Way.LEAVE_OUT, 9, 9), Offer(Way.CLOSER, count=120), Offer(Way.LONGER, count=90)],
     ("dài hơn khung giờ 1 giờ: mục 2 chỉ phát 3 lần, bớt mục 1, bỏ khoảng nghỉ giữa các mục (bớt 2 phút), "
      "hoặc kéo dài khung giờ thành 90 phút.")),
]  # fmt: skip


@pytest.mark.parametrize(("over", "offers", "wanted"), TABLE, ids=lambda value: str(value)[:20])
def test_a_list_that_is_too_long_says_by_how_much_and_what_helps(over: int, offers: list[Offer], wanted: str) -> None:
    params: dict[str, str | int | float] = {
        "name": "Buổi chiều",
        "first": FIRST,
        "over": over,
        "offers": encoded(offers),
    }
    said = sentence(Refused("programme-too-long-offers", "minutes", **params), "vi")
    assert said == f"Chương trình “Buổi chiều” lúc 17:05 22/11/2026 {wanted}"
    assert sentence(Refused("programme-too-long-offers", "minutes", **params), "en") != said


def test_lengths_in_both_languages() -> None:
    assert [length(one, "vi") for one in (0, 45, 120, 3725)] == ["0 giây", "45 giây", "2 phút", "1 giờ 2 phút 5 giây"]
    assert length(200, "en") == "3 min 20 s"
    assert offered(encoded([Offer(Way.START, start=FIVE, count=5)]), "en") == "begin at 17:00"
