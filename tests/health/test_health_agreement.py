"""Green is only who holds all that it should; each part that is not equal is named, with both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from controller.fleet.mending import FIRST_MS, LONGEST_MS, Drift
from controller.health.agreement import PARTS, Held, Wanted, differs
from controller.words import LANGUAGES, say

WANT = Wanted("a" * 64, 12, 7, 40, "b" * 64, "f" * 64)
HAVE = Held("a" * 64, 12, 0, 7, 40, "b" * 64, "f" * 64)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, {}),
        ({"timetable": "c" * 64, "version": 11}, {"timetable": [12, 11]}),
        ({"timetable": "", "version": 0}, {"timetable": [12, 0]}),
        ({"missing": 3}, {"media": 3}),
        ({"keys": 6}, {"keys": [7, 6]}),
        ({"keys": 8}, {}),  # a restored backup: the box knows more than we
        ({"volume": 100}, {"volume": [40, 100]}),
        ({"volume": None}, {"volume": [40, None]}),
        ({"firmware": "d" * 64}, {"firmware": True}),
        ({"network": ""}, {"network": True}),
        ({"network": None}, {}),  # an old box that cannot tell
        ({"missing": 1, "keys": 0}, {"media": 1, "keys": [7, 0]}),
    ],
)
def test_each_part_is_held_against_what_it_should_be(change: dict[str, Any], told: dict[str, Any]) -> None:
    assert differs(WANT, replace(HAVE, **change)) == told


def test_of_what_nobody_asked_for_any_is_right() -> None:
    nobody = Wanted("a" * 64, 12, 7)
    assert differs(nobody, replace(HAVE, volume=3, firmware="e" * 64, network="e" * 64)) == {}


def test_every_part_has_a_name() -> None:
    assert all(say(f"drift-{part}", lang) for part in PARTS for lang in LANGUAGES)


def test_the_pauses_double_up_to_six_hours() -> None:
    due = [Drift(0, tries).due_ms() for tries in range(10)]
    pauses = [later - earlier for earlier, later in zip([0, *due], due, strict=False)]
    assert pauses[:6] == [FIRST_MS << tries for tries in range(6)]
    assert pauses[6:] == [LONGEST_MS] * 4
