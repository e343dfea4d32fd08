"""Rows of hours and days: nothing is lost in the packing, and a window of them says what the readings said."""

from __future__ import annotations

import zlib
from array import array
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from controller.health.beats import WIDTH, Beats
from controller.health.hours import Point, Window, opened, packed, plain, rolled
from controller.health.packing import Table, pack, unpack
from tests.health.health_boxes import DAY, HOUR, START, beat

HERE = START // HOUR


@settings(max_examples=50)
@given(arrays(np.int32, st.tuples(st.integers(1, 30), st.integers(1, 12))))
def test_every_table_comes_back(table: Table) -> None:
    assert np.array_equal(unpack(pack(table)), table)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"no zlib",
        zlib.compress(b""),
        zlib.compress(b"\x09" + bytes(8)),
        pack(np.ones((3, 3), np.int32))[:-4],
        zlib.compress(b"\x01\xff\xff\xff\x7f\xff\xff\xff\x7f"),
        zlib.compress(bytes(50_000_000), 1),
    ],
    ids=["empty", "other", "nothing", "another version", "cut short", "a size that lies", "a bomb"],
)
def test_a_broken_row_is_no_table_and_opens_as_nothing(broken: bytes) -> None:
    with pytest.raises(ValueError, match="no pack"):
        unpack(broken)
    assert opened(broken).shape == (0, WIDTH)
    window = Window(START, START + DAY, HOUR)
    window.day(START // DAY, broken)
    assert window.points() == {}


def flat(*beats: tuple[int, dict[str, Any]]) -> array[int]:
    some = Beats()
    some.hear(beat(START + at_ms, **said) for at_ms, said in beats)
    joined = array("i")
    for one in some.due(START + DAY, 99, everything=True):
        joined += one.flat
    return joined


def test_more_of_an_hour_joins_what_is_there_once_and_in_order() -> None:
    late, early = flat((60_000, {"battery": 50})), flat((30_000, {"battery": 40}))
    row, count = packed(late)
    assert count == 1
    row, count = packed(early, row)
    assert (count, opened(row)[:, 0].tolist(), opened(row)[:, 2].tolist()) == (2, [30, 60], [40, 50])
    again, count = packed(late, row)
    assert (count, again) == (2, row)
    assert packed(late, b"broken")[1] == 1


def test_rows_from_before_a_series_was_added_still_open() -> None:
    older = pack(np.array([[5, 1, 97]], np.int32))
    assert opened(older)[0, :3].tolist() == [5, 1, 97]
    assert opened(older).shape == (1, WIDTH)


def test_a_window_tells_lowest_mean_and_highest_of_each_step() -> None:
    window = Window(START, START + 2 * HOUR, HOUR)
    window.hour(HERE, plain(flat((0, {"temperature": 30.0}), (30_000, {"temperature": 33.0}), (60_000, {"up": 5}))))
    found = window.points()
    (one,) = found["temperature"]
    assert (one.at_ms, one.low, round(one.mean, 2), one.high) == (START, 30.0, 31.43, 33.0)
    assert found["restarts"] == [Point(START, 0, 1, 1)]
    assert found["storage"][0].mean == 7_912_000_000
    assert "microphone" not in found


def test_hours_rolled_up_say_the_same_as_the_readings_themselves() -> None:
    readings: list[tuple[int, dict[str, Any]]] = [
        (at * 60_000, {"temperature": 20 + at % 7, "signal": -80 - at % 5, "mains": at % 50 > 2}) for at in range(180)
    ]
    hours = {hour: plain(flat(*[one for one in readings if one[0] // HOUR == hour])) for hour in range(3)}
    raw, days = Window(START, START + DAY, HOUR), Window(START, START + DAY, HOUR)
    for hour, table in hours.items():
        raw.hour(HERE + hour, table)
    days.day(START // DAY, rolled(hours))
    assert days.points() == raw.points()
    assert len(days.points()["temperature"]) == 3


def test_where_readings_are_there_the_day_does_not_count_twice() -> None:
    table = plain(flat((0, {})))
    window = Window(START, START + DAY, DAY)
    window.hour(HERE, table)
    window.day(START // DAY, rolled({0: table, 1: table}), [HERE])
    window.day(START // DAY - 1, rolled({23: table}))  # before the window
    assert window.points()["battery"] == [Point(START, 97, 97, 97)]
    assert window._heaps[1, 0].count == 2
