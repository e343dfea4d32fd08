"""The law of readiness as a table; patience that ends before a broadcast; and what a restart knows of what rises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controller.health.readiness import CAUSES, Known, begins, causes
from controller.health.rules import book
from controller.health.trouble import Fact
from controller.health.watch import Watch
from tests.health.health_village import MINUTE, SECOND, TEN, Village, boxes

FINE = Known("online", same=True, trusted=True, tested=True, heard=True, panel=True)

TABLE = {
    "all is well": (FINE, ()),
    "nobody knows more": (Known("online", same=True), ()),
    "never seen": (replace(FINE, standing="never", same=False), ("unseen",)),
    "lost, and so without the new timetable": (replace(FINE, standing="off", same=False, missing=3), ("dark",)),
    "lost for long, its clock wrong before": (replace(FINE, standing="gone", trusted=False), ("dark",)),
    "its heartbeats are late": (replace(FINE, standing="doubtful"), ("unsure",)),
    "its clock": (replace(FINE, trusted=False), ("clock",)),
    "files, and silent last time": (replace(FINE, missing=1, heard=False), ("media", "deaf")),
    "everything": (
        Known("doubtful", same=False, missing=1, trusted=False, tested=False, heard=False, panel=False),
        ("unsure", "clock", "timetable", "media", "selftest", "deaf", "panel"),
    ),
    "away at night by plan": (replace(FINE, standing="asleep", trusted=False), ()),
    "away by plan with an old timetable": (replace(FINE, standing="asleep", same=False), ("timetable",)),
}


@pytest.mark.parametrize("case", TABLE)
def test_why_a_box_cannot_be_counted_on(case: str) -> None:
    known, wanted = TABLE[case]
    assert causes(known) == wanted
    assert set(wanted) <= set(CAUSES)


def test_a_broadcast_begins_after_a_pause() -> None:
    assert begins([], 30) == []
    assert begins([100, 110, 135, 165, 200, 210], 30) == [100, 165, 200]
    assert begins([135, 100, 110], 30) == [100]


def due(village: Village, after_ms: int | None) -> None:
    at_ms = None if after_ms is None else TEN + after_ms
    village.boxes = {name: replace(box, due_ms=at_ms) for name, box in village.boxes.items()}


def lines(fact: str, bad_since: int, broadcast: int | None) -> list[str]:
    """What became of one box with a wrong reading from then on (minutes), and a broadcast then."""
    village = Village(boxes(dong=5))
    due(village, None if broadcast is None else broadcast * MINUTE)
    village.at(bad_since * MINUTE)
    village.say("dong-1", **{fact: 1})
    village.at(40 * MINUTE)
    return village.lines()


def test_patience_ends_ten_minutes_before_a_broadcast() -> None:
    assert lines("untrusted", 15, None) == ["clock dong-1 15 30 - -"]
    assert lines("untrusted", 15, 30) == ["clock dong-1 15 20 - -"]
    assert lines("untrusted", 2, 30) == ["clock dong-1 2 17 - -"], "never later than otherwise"
    assert lines("untrusted", 19, 30) == ["clock dong-1 19 21 - -"], "two minutes everything may last"
    assert lines("dark", 18, 30) == ["dark dong-1 18 20 - -"], "the same incident as ever, earlier: no second one"
    assert lines("sessions", 20, 30) == []


def test_many_boxes_that_cannot_sound_are_one_incident_before_it() -> None:
    village = Village(boxes(dong=5, doai=5))
    due(village, 30 * MINUTE)
    village.at(18 * MINUTE)
    for number in range(1, 6):
        village.say(f"dong-{number}", untrusted=1)
    village.at(21 * MINUTE)
    assert village.lines() == ["clock dong 18 20 - - [dong-1 dong-2 dong-3 dong-4 dong-5]"]


def restarted(village: Village, kept_ms: int = 3 * MINUTE) -> None:
    """The service starts anew with what it wrote down of what rises."""
    rising = village.watch.rising(village.now)
    village.watch = Watch(book(), (), rising, village.now + kept_ms)


def test_what_rises_outlives_a_restart() -> None:
    village = Village(boxes(dong=5))
    village.say("dong-1", untrusted=1)
    village.at(10 * MINUTE)
    restarted(village)
    well = village.boxes["dong-1"].facts
    village.boxes["dong-1"] = replace(village.boxes["dong-1"], facts={})  # nothing was heard yet
    village.at(12 * MINUTE)
    village.boxes["dong-1"] = replace(village.boxes["dong-1"], facts=well)
    village.at(20 * MINUTE)
    assert village.lines() == ["clock dong-1 0 15 - -"]


def test_what_rose_and_is_not_heard_of_again_is_forgotten() -> None:
    village = Village(boxes(dong=5))
    village.say("dong-1", untrusted=1)
    village.at(10 * MINUTE)
    restarted(village)
    village.boxes["dong-1"] = replace(village.boxes["dong-1"], facts={"dark": Fact(0, 0)})
    village.at(14 * MINUTE)
    village.say("dong-1", untrusted=1)
    village.at(28 * MINUTE)
    assert village.lines() == []
    village.at(29 * MINUTE + SECOND)
    assert village.lines() == ["clock dong-1 14 29 - -"]
