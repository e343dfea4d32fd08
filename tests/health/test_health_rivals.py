"""Boxes that share an identity are told from one box on a bad line, and from one whose flash was made anew."""

from __future__ import annotations

from controller.health.rivals import LATELY_MS, MOST_DEVICES, Rivalry, Rivals

MINUTE = 60_000


def heard(*epochs: str, step_ms: int = MINUTE) -> Rivals:
    rivals = Rivals()
    for number, epoch in enumerate(epochs):
        rivals.hear("loa-1", epoch, number * step_ms)
    return rivals


def test_a_box_on_a_bad_line_and_one_with_a_new_flash_are_no_rivals() -> None:
    assert heard("a", "a", "a", "", "a").lately(5 * MINUTE) == {}
    assert heard("a", "b", "b").lately(5 * MINUTE) == {}


def test_two_boxes_that_take_turns_are_rivals_until_an_hour_after() -> None:
    rivals = heard("a", "b", "a", "b", "b")
    assert rivals.lately(5 * MINUTE) == {"loa-1": Rivalry(2, 2, 3 * MINUTE)}
    assert rivals.lately(3 * MINUTE + LATELY_MS) == {}


def test_ten_boxes_with_one_identity_are_counted() -> None:
    ten = [f"box-{number}" for number in range(10)]
    assert heard(*ten, *ten).lately(20 * MINUTE)["loa-1"].boxes == 10


def test_memory_is_bounded() -> None:
    rivals = Rivals()
    for number in range(MOST_DEVICES + 10):
        for epoch in "aba" * 20:
            rivals.hear(f"loa-{number}", epoch, 0)
    assert len(rivals.lately(0)) == MOST_DEVICES
