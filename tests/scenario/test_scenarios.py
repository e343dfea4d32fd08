"""Every scenario that comes with the program, to its end: which incidents open and close, when, with which boxes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from controller.demo.expected import Seen, differences
from controller.health.rules import book
from controller.store import status
from firmware_sim.scenario import known, scenario
from firmware_sim.scenario.moments import Wall
from firmware_sim.scenario.values import Expected
from firmware_sim.scenario.who import boxes
from tests.scenario.playing import DAY, play, staged

PLAYED_APART = {"quiet-week"}
"""By `week`."""
CODES = {rule.code for rule in book().rules}


@pytest.mark.parametrize("name", [name for name in known() if name not in PLAYED_APART])
def test_a_scenario_comes_out_as_expected(name: str, tmp_path: Path):
    one = scenario(name)
    assert {wanted.rule for wanted in one.expect} <= CODES
    assert differences(one, DAY, play(one, tmp_path)) == []


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
