"""A gap in a box's reports: asked for again, and found however long the row before it is and what was rolled back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Engine, event

from controller.broadcast.collect import Collector, Wish
from controller.ports import Incoming
from devices.messages import ClockState, Have, Report, Rung
from tests.path.joined import Joined, joined

BOX = "loa-dong-1"
CLOCK = ClockState("exchange", True, 0, 20, 0)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory):
    with joined(tmp_path_factory.mktemp("gaps")) as made:
        yield made


def said(made: Joined, kind: str, message: msgspec.Struct) -> Incoming:
    return Incoming(f"tl1/u/{BOX}/{kind}", msgspec.json.encode(message), made.now, 1, 1, False, 1)


def reports_of(made: Joined, epoch: str, numbers: Sequence[int]) -> list[Incoming]:
    return [said(made, "report", Report(n, epoch, f"t.{n}", Rung.FINISHED, made.now)) for n in numbers]


def have(made: Joined, epoch: str, seq: int) -> Incoming:
    return said(made, "have", Have(0, "", epoch, seq, (), (), CLOCK, 100, 100, 1))


def collector(made: Joined) -> tuple[Collector, list[Wish]]:
    wishes: list[Wish] = []
    return Collector(made.desk, wishes.extend), wishes


@pytest.mark.parametrize("again", [False, True], ids=["the same service", "one that has just started"])
def test_a_gap_is_asked_for_until_it_is_filled(village: Joined, again: bool):
    epoch = f"e-{again}"
    one, wishes = collector(village)
    for numbers, seq, asked in (
        (range(1, 6), 5, []),
        (range(8, 10), 9, [Wish(BOX, 6)]),
        (range(6, 7), 9, [Wish(BOX, 7)]),
        ((), 9, [Wish(BOX, 7)]),
        (range(7, 8), 9, []),
        ((), 10, [Wish(BOX, 10)]),
    ):
        if again:
            one, wishes = collector(village)
        wishes.clear()
        one.take([*reports_of(village, epoch, numbers), have(village, epoch, seq)])
        assert wishes == asked


def test_a_box_that_forgot_everything_counts_anew(village: Joined):
    one, wishes = collector(village)
    one.take([*reports_of(village, "first", range(1, 5)), have(village, "first", 4)])
    one.take([*reports_of(village, "second", [2]), have(village, "second", 2)])
    assert wishes == [Wish(BOX, 1)]
    one.take([have(village, "first", 5)])
    assert wishes[1:] == [Wish(BOX, 5)]


def test_what_was_rolled_back_is_asked_for(village: Joined):
    one, wishes = collector(village)
    one.take([*reports_of(village, "back", range(1, 3)), have(village, "back", 2)])

    def full(*_: object) -> None:
        raise OSError("no room on the disk")

    event.listen(Engine, "commit", full)
    try:
        with pytest.raises(OSError, match="no room"):
            one.take([*reports_of(village, "back", range(3, 6)), have(village, "back", 5)])
    finally:
        event.remove(Engine, "commit", full)
    one.take([have(village, "back", 5)])
    assert wishes == [Wish(BOX, 3)]


def test_a_long_life_is_not_looked_through_each_time(village: Joined, tmp_path: Path):
    """The work of the database for one more `have`, counted in its own steps, does not grow with what is behind."""
    one, _ = collector(village)
    one.take([*reports_of(village, "long", range(1, 40)), have(village, "long", 39)])
    few = steps(one, village, 39)
    one.take([*reports_of(village, "long", range(40, 4_000)), have(village, "long", 3_999)])
    assert steps(one, village, 3_999) < few + 200


def steps(one: Collector, village: Joined, seq: int) -> int:
    count = 0

    def stepped() -> int:
        nonlocal count
        count += 1
        return 0

    def begun(connection: object, *_: object) -> None:
        raw = connection.connection.driver_connection  # type: ignore[attr-defined]
        raw.set_progress_handler(stepped, 10)

    event.listen(Engine, "before_cursor_execute", begun)
    try:
        one.take([have(village, "long", seq)])
    finally:
        event.remove(Engine, "before_cursor_execute", begun)
    return count
