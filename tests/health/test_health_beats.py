"""Heartbeats in memory: kept honestly, and whatever a box sends costs no more than an honest one."""

from __future__ import annotations

from array import array

import pytest

from controller.health import beats as law
from controller.health.beats import WIDTH, Beats
from controller.health.series import NAMES, NONE, read
from tests.health.health_boxes import HOUR, QUIET, START, Beat, beat

MINUTE = 60_000


def number(name: str) -> int:
    return NAMES.index(name)


@pytest.mark.parametrize(
    ("name", "said", "kept", "nonsense"),
    [
        ("mains", True, 1, 0),
        ("mains", False, 0, 0),
        ("mains", None, NONE, 0),
        ("battery", 100, 100, 0),
        ("battery", 101, NONE, 1),
        ("temperature", 31.26, 313, 0),
        ("temperature", -99.0, NONE, 1),  # the contract lets it through, no box survives it
        ("temperature", float("nan"), NONE, 1),
        ("signal", -83, -83, 0),
        ("signal", 60, NONE, 1),
        ("storage", 7_912_345_678, 7912, 0),
        ("storage", 2**60, NONE, 1),
        ("current", 2**63, NONE, 1),
        ("microphone", -61.5, -62, 0),
        ("light", "bright", NONE, 1),
        ("clock", {"error": 12, "trusted": True}, 12, 0),
        ("clock", {"error": 2**50}, NONE, 1),
        ("clock", "late", NONE, 0),
        ("hours", 7.84, 78, 0),
        ("hours", -1, NONE, 1),
        ("data", 412_600_000, 413, 0),
        ("data", 2**53, NONE, 1),
        ("panel", {"current": 3420}, 3420, 0),
        ("panel", {"current": 10**9}, NONE, 1),
        ("panel", [3420], NONE, 0),
    ],
)
def test_what_is_kept_of_a_reading(name: str, said: object, kept: int, nonsense: int) -> None:
    found = read({"up": 1, name: said})
    assert (found.numbers[number(name)], found.nonsense) == (kept, nonsense)


def test_readings_wait_ten_minutes_hour_by_hour() -> None:
    some = Beats()
    some.hear([beat(START + HOUR - 30_000), beat(START + HOUR + 30_000)])
    assert some.due(START + HOUR + 9 * MINUTE, 99) == []
    first, second = some.due(START + HOUR + 11 * MINUTE, 99)
    assert (first.hour, first.device, first.flat[0], len(first.flat)) == (START // HOUR, "loa-1", 3570, WIDTH)
    assert (second.hour, second.flat[0]) == (START // HOUR + 1, 30)
    assert some.due(START + 9 * HOUR, 99, everything=True) == []


def test_what_could_not_be_written_waits_again_in_front_of_what_came_meanwhile() -> None:
    some = Beats()
    some.hear([beat(START)])
    taken = some.due(START, 99, everything=True)
    some.hear([beat(START + 30_000)])
    some.again(taken, START)
    (one,) = some.due(START + HOUR, 99)
    assert list(one.flat[::WIDTH]) == [0, 30]
    assert [list(each.flat) for each in some.waiting("loa-1")] == []


def test_a_hundred_beats_a_second_are_one_in_five_seconds() -> None:
    some = Beats()
    some.hear(beat(START + 10 * count) for count in range(6_000))
    assert (some.counts.kept, some.counts.early) == (12, 5_988)


def test_a_box_cannot_choose_its_time() -> None:
    """What it says of time stands in the beat and is a reading at most; the instant is ours."""
    some = Beats()
    some.hear([Beat("loa-1", START, QUIET | {"up": 2**62, "at": START + 999 * HOUR, "clock": {"error": 2**62}})])
    (one,) = some.due(START, 9, everything=True)
    assert (one.hour, one.flat[0], some.counts.nonsense) == (START // HOUR, 0, 1)


def test_our_clock_may_be_set_back() -> None:
    some = Beats()
    some.hear([beat(START + HOUR), beat(START + 30_000, up=HOUR), beat(START + 60_000, up=HOUR)])
    assert [one.hour - START // HOUR for one in some.due(START + 9 * HOUR, 9)] == [1, 0]


def test_a_restart_is_seen_by_the_time_since_boot() -> None:
    some = Beats()
    some.hear([beat(START), beat(START + 30_000), beat(START + 90_000, up=20_000), beat(START + 120_000, up=50_000)])
    some.hear([beat(START + 158_000, up=80_000)])  # eight seconds late is no restart
    (one,) = some.due(START, 9, everything=True)
    assert list(one.flat[1 + number("restarts") :: WIDTH]) == [0, 0, 1, 0, 0]


@pytest.mark.parametrize("said", [None, "beat", 7, [1, 2]])
def test_what_is_no_beat_is_counted(said: object) -> None:
    some = Beats()
    some.hear([Beat("loa-1", START, said)])
    assert (some.counts.dropped, some.due(START, 9, everything=True)) == (1, [])


def test_what_waits_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "MOST", 4)
    some = Beats()
    some.hear(beat(START + 30_000 * count, f"loa-{count}") for count in range(6))
    assert some.counts.dropped == 2
    kept = some.due(START + HOUR, 9)
    assert [one.device for one in kept] == ["loa-2", "loa-3", "loa-4", "loa-5"]
    some.hear([beat(START + HOUR, "loa-9")])
    some.again(kept, START)
    assert (some.counts.dropped, [one.device for one in some.due(START, 9, everything=True)][-1]) == (3, "loa-5")


def test_the_array_holds_every_number_that_is_kept() -> None:
    assert array("i").itemsize == 4
