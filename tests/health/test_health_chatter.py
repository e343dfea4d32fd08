"""Boxes that say far too much, or nothing that can be read: contained, counted, reported; the others feel nothing."""

from __future__ import annotations

import pytest

from controller.health import chatter
from controller.health.chatter import AN_HOUR, BURST, Chatter

MINUTE, HOUR, NOW = 60_000, 3_600_000, 1_795_300_200_000


def taken(box: Chatter, device: str, count: int, now_ms: int = NOW) -> int:
    return sum(box.admit(device, now_ms) for _ in range(count))


def test_weeks_of_reports_come_home_at_once_and_a_flood_does_not() -> None:
    box = Chatter()
    assert taken(box, "loa-1", 2_000) == 2_000, "three weeks alone"
    assert taken(box, "loa-2", 360_000) == BURST, "a hundred a second, for an hour"
    assert box.passed_over == 360_000 - BURST
    assert taken(box, "loa-2", 10_000, NOW + HOUR) == AN_HOUR
    assert taken(box, "loa-3", 500) == 500, "nobody else feels it"


def test_a_clock_that_is_set_back_gives_nothing_away() -> None:
    box = Chatter()
    taken(box, "loa-1", BURST)
    assert taken(box, "loa-1", 10, NOW - 24 * HOUR) == 0


def test_how_loud_a_box_is_is_told_of_the_last_whole_minute() -> None:
    box = Chatter()
    box.hear(["loa-1"] * 6_000 + ["loa-2"] * 2, [], NOW)
    assert box.a_minute(NOW) == {}
    assert box.a_minute(NOW + MINUTE) == {"loa-1": 6_000, "loa-2": 2}
    box.hear(["loa-1"] * 5, [], NOW + MINUTE)
    assert box.a_minute(NOW + MINUTE) == {"loa-1": 6_000, "loa-2": 2}
    assert box.a_minute(NOW + 2 * MINUTE) == {"loa-1": 5}
    assert box.a_minute(NOW + 9 * MINUTE) == {}


def test_what_cannot_be_read_is_remembered_for_ten_minutes() -> None:
    box = Chatter()
    box.hear([], ["loa-1"] * 3, NOW)
    box.hear([], ["loa-1"] * 3, NOW + MINUTE)
    assert box.garbled(NOW + 2 * MINUTE) == {"loa-1": 6}
    assert box.garbled(NOW + 12 * MINUTE) == {}
    box.hear([], ["loa-1"], NOW + 12 * MINUTE)
    assert box.garbled(NOW + 12 * MINUTE) == {"loa-1": 1}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chatter, "MOST_DEVICES", 3)
    box = Chatter()
    box.hear([f"loa-{number}" for number in range(10)], [f"loa-{number}" for number in range(10)], NOW)
    assert len(box.garbled(NOW)) == 3
    assert not box.admit("loa-9", NOW)
