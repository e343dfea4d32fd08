"""Every scenario that comes with the program, to its end: which incidents open and close, when, with which boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from controller.demo.expected import Seen, differences
from controller.health.rules import book
from controller.store import status
from firmware_sim.scenario import Scenario, known, scenario
from firmware_sim.scenario.moments import Wall
from firmware_sim.scenario.values import Expected
from firmware_sim.scenario.who import boxes, faults
from tests.scenario.playing import DAY, play, staged

PLAYED_APART = {"quiet-week"}
"""By `week`."""
CODES = {rule.code for rule in book().rules}


STATED = Path(__file__).parents[2] / "docs/decisions/0102-a-scenario-is-a-file.md"


def stated() -> dict[str, int]:
    """By rule: within how many minutes a fault is found, as the page says it."""
    return {rule: int(minutes) for rule, minutes in re.findall(r"\| `([a-z-]+)` \| (\d+) min", STATED.read_text())}


def causes(scenario: Scenario) -> Iterator[tuple[str, str, float]]:
    """Rule, box, and the second at which something happened to it that the rule must find. What comes by and by (flash
    that wears, a cell that is crowded) has no such instant: there the file itself says when."""
    batteries = {box.name: box.battery_h * 3600 for box in boxes(scenario.fleet)}
    for fault in faults(scenario):
        if fault.fault == "mains-off":
            empty = fault.at + batteries[fault.device]
            yield ("mains", fault.device, fault.at) if empty > fault.at else ("dark", fault.device, fault.at)
            if empty > fault.at and (not fault.lasts or fault.lasts > batteries[fault.device]):
                yield "dark", fault.device, empty
            yield "clock", fault.device, fault.at + fault.lasts
        if fault.fault == "sim-empty":
            yield "dark", fault.device, fault.at


def late(scenario: Scenario, found: Sequence[Seen]) -> list[str]:
    """What was found later than is stated."""
    limits, begins_ms = stated(), scenario.begins.instant(DAY)
    told = []
    for one in found:
        after = [
            one.opened_ms - begins_ms - at * 1000
            for rule, box, at in causes(scenario)
            if rule == one.rule and box in one.boxes and at * 1000 <= one.opened_ms - begins_ms
        ]
        if after and min(after) > limits[one.rule] * 60_000:
            told.append(f"{one} {min(after) / 60_000:.1f} min after the fault")
    return told


def test_times_are_stated_for_what_is_held_to_them():
    assert {"dark", "mains", "clock", "battery", "storage", "flapping"} <= stated().keys() <= CODES
    one = scenario("power-cut")
    opened_ms = one.begins.instant(DAY) + 19 * 60_000
    assert len(late(one, [Seen("dark", "thon-dong", opened_ms, None, frozenset({"thon-dong-1"}))])) == 1
    assert late(one, [Seen("dark", "thon-dong", opened_ms - 150_000, None, frozenset({"thon-dong-1"}))]) == []


@pytest.mark.parametrize("name", [name for name in known() if name not in PLAYED_APART])
def test_a_scenario_comes_out_as_expected(name: str, tmp_path: Path):
    one = scenario(name)
    assert {wanted.rule for wanted in one.expect} <= CODES
    found = play(one, tmp_path)
    assert differences(one, DAY, found) == []
    assert late(one, found) == []


def test_boxes_say_which_software_they_were_delivered_with(tmp_path: Path):
    one = scenario("storm")
    with staged(one, tmp_path) as made, made.desk.store.read() as conn:
        told = {name: said.firmware for name, said in status.below(conn).items()}
    assert told == {box.name: box.firmware for box in boxes(one.fleet)}
    assert set(told.values()) == {"sim-1", "sim-0.9"}


def test_the_judge_can_be_displeased():
    """Late, early, too long, with other boxes, not there, and there without being asked for."""
    one = msgspec.structs.replace(
        scenario("power-cut"),
        expect=(
            Expected("dark", "thon-dong", Wall.read("08:16:30"), Wall.read("08:42"), boxes=4),
            Expected("dark", "thon-ha", Wall.read("08:16:30"), Wall.read("08:42"), boxes=("thon-ha-1",)),
            Expected("mains", "thon-ha-2", Wall.read("08:20")),
        ),
    )
    opened_ms, minute = Wall.read("08:16:30").instant(DAY), 60_000
    closed_ms = opened_ms + 25 * minute + 30_000
    under = frozenset(f"thon-dong-{number}" for number in range(1, 6))
    found = [
        Seen("dark", "thon-dong", opened_ms + 2 * minute, closed_ms, under),
        Seen("dark", "thon-ha", opened_ms, None, frozenset({"thon-ha-1", "thon-ha-2"})),
        Seen("hot", "thon-doai-1", opened_ms, None, frozenset({"thon-doai-1"})),
    ]
    told = [line.rpartition(": ")[2] for line in differences(one, DAY, found)]
    assert told == [
        "expected to open 08:16:30",
        "expected 4 boxes",
        "expected to close 08:42:00",
        "thon-ha-2",
        "mains at thon-ha-2 did not open",
        "not expected",
    ]
