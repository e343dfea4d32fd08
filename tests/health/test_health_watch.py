"""Scenarios with exact expectations: which incidents open and close, when, and with which boxes under them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controller.health.rules import Book, Rule
from controller.health.watch import Watch
from tests.health.health_village import HOUR, MINUTE, SECOND, TEN, Village, boxes


@pytest.fixture
def village() -> Village:
    return Village(boxes(dong=4, doai=3, cho=2))


def test_one_box_is_dark_and_comes_back(village: Village) -> None:
    village.dark("dong-1")
    village.at(4 * MINUTE)
    assert village.lines() == []
    village.at(20 * MINUTE)
    assert village.lines() == ["dark dong-1 0 5 - -"]
    village.back("dong-1")
    village.at(30 * MINUTE)
    assert village.lines() == ["dark dong-1 0 5 20 22 recovered"]


def test_instants_are_exact_however_late_one_looks(village: Village) -> None:
    village.dark("dong-1")
    village.every_ms = HOUR
    village.at(3 * HOUR)
    assert village.lines() == ["dark dong-1 0 5 - -"]


def test_a_short_hole_is_nothing_and_a_short_return_does_not_close(village: Village) -> None:
    village.dark("dong-1")
    village.at(4 * MINUTE)
    village.back("dong-1")
    village.at(10 * MINUTE)
    village.dark("dong-1")
    village.at(20 * MINUTE)
    village.back("dong-1")
    village.at(21 * MINUTE)
    village.dark("dong-1")
    village.at(30 * MINUTE)
    assert village.lines() == ["dark dong-1 10 15 - -"]


def test_a_dark_hamlet_is_one_incident_with_its_boxes_under_it(village: Village) -> None:
    for minute, name in enumerate(("dong-1", "dong-2", "dong-3", "dong-4")):
        village.at(minute * MINUTE)
        village.dark(name)
    village.at(HOUR)
    assert village.lines() == ["dark dong 0 5 - - [dong-1 dong-2 dong-3 dong-4]"]
    village.back("dong-1", "dong-2", "dong-3")
    village.at(HOUR + 3 * MINUTE)
    village.back("dong-4")
    village.at(2 * HOUR)
    assert village.lines() == ["dark dong 0 5 63 65 recovered [dong-1 dong-2 dong-3 dong-4]"]


def test_most_of_a_hamlet_is_enough_and_two_single_boxes_are_not(village: Village) -> None:
    village.dark("dong-1", "dong-2", "doai-1", "doai-2")
    village.at(10 * MINUTE)
    assert village.lines() == ["dark doai 0 5 - - [doai-1 doai-2]", "dark dong-1 0 5 - -", "dark dong-2 0 5 - -"]


def test_one_box_opens_while_a_hamlet_still_rises(village: Village) -> None:
    village.dark("cho-1")
    village.at(4 * MINUTE)
    village.dark("dong-1", "dong-2", "dong-3", "dong-4")
    village.at(5 * MINUTE)
    assert village.lines() == ["dark cho-1 0 5 - -"]
    village.at(10 * MINUTE)
    assert village.lines() == ["dark cho-1 0 5 - -", "dark dong 4 9 - - [dong-1 dong-2 dong-3 dong-4]"]


def test_a_dead_commune_is_one_incident_and_not_three(village: Village) -> None:
    village.dark(*village.boxes)
    village.at(10 * MINUTE)
    assert village.lines() == [f"dark xa 0 5 - - [{' '.join(sorted(village.boxes))}]"]


def test_one_large_hamlet_in_the_dark_is_not_its_commune() -> None:
    uneven = Village(boxes(dong=8, doai=1, cho=1))
    uneven.dark(*[name for name in uneven.boxes if name.startswith("dong")])
    uneven.at(10 * MINUTE)
    assert [line.split("[")[0] for line in uneven.lines()] == ["dark dong 0 5 - - "]


def test_hamlets_that_turn_out_to_be_the_commune_are_merged_into_it(village: Village) -> None:
    """The others fell silent four minutes later, and it took two more until that was known."""
    village.dark("dong-1", "dong-2", "dong-3", "dong-4")
    village.at(4 * MINUTE)
    village.now = TEN + 4 * MINUTE
    late = [name for name in village.boxes if not name.startswith("dong")]
    silent = {name: village.boxes[name] for name in late}
    village.at(6 * MINUTE)
    assert village.lines() == ["dark dong 0 5 - - [dong-1 dong-2 dong-3 dong-4]"]
    village.now = TEN + 4 * MINUTE
    for name in silent:
        village.say(name, dark=1)
    village.now = TEN + 6 * MINUTE
    village.at(12 * MINUTE)
    every = " ".join(sorted(village.boxes))
    assert village.lines() == [
        "dark dong 0 5 - 5 merged [dong-1 dong-2 dong-3 dong-4]",
        f"dark xa 0 5 - - [{every}]",
    ]
    village.back(*village.boxes)
    village.at(HOUR)
    assert village.lines()[1] == f"dark xa 0 5 12 14 recovered [{every}]"


def test_who_falls_ill_later_in_a_dark_place_goes_under_it(village: Village) -> None:
    """A battery holds for an hour."""
    village.dark("dong-1", "dong-2", "dong-3")
    village.at(HOUR)
    village.dark("dong-4")
    village.at(HOUR + 10 * MINUTE)
    assert village.lines() == ["dark dong 0 5 - - [dong-1 dong-2 dong-3 dong-4]"]


def test_who_does_not_come_back_with_the_others_has_an_incident_of_its_own(village: Village) -> None:
    more = Village(boxes(dong=6))
    more.dark(*more.boxes)
    more.at(HOUR)
    more.back(*[name for name in more.boxes if name != "dong-6"])
    more.at(HOUR + 6 * MINUTE)
    assert [line for line in more.lines() if "recovered" in line] == []  # it may still come
    more.at(2 * HOUR)
    assert more.lines() == [
        "dark dong 0 5 60 67 recovered [dong-1 dong-2 dong-3 dong-4 dong-5 dong-6]",
        "dark dong-6 0 67 - -",
    ]


def test_a_box_that_was_dead_before_does_not_count(village: Village) -> None:
    village.dark("doai-1")
    village.at(HOUR)
    village.dark("doai-2", "doai-3")
    village.at(2 * HOUR)
    assert village.lines() == ["dark doai 60 65 - - [doai-2 doai-3]", "dark doai-1 0 5 - -"]


def test_level_and_time_to_recover_are_their_own(village: Village) -> None:
    village.say("dong-1", battery=24)
    village.at(20 * MINUTE)
    village.say("dong-1", battery=30)  # better, but not well
    village.at(2 * HOUR)
    village.say("dong-1", battery=41)
    village.at(2 * HOUR + 14 * MINUTE)
    assert village.lines() == ["battery dong-1 0 10 - -"]
    village.at(3 * HOUR)
    assert village.lines() == ["battery dong-1 0 10 120 135 recovered"]


def test_hours_in_which_it_does_not_matter(village: Village) -> None:
    """Weak signal from 21:30 on is told at five in the morning, if it still is."""
    village.at(11 * HOUR + 30 * MINUTE)
    village.say("dong-1", signal=-115)
    village.every_ms = 5 * MINUTE
    village.at(18 * HOUR + 59 * MINUTE)
    assert village.lines() == []
    village.at(20 * HOUR)
    assert village.lines() == ["signal dong-1 690 1140 - -"]


def test_what_is_not_known_neither_opens_nor_closes(village: Village) -> None:
    village.say("dong-1", temperature=75)
    village.at(10 * MINUTE)
    facts = dict(village.boxes["dong-1"].facts)
    village.boxes["dong-1"] = boxes(dong=1)["dong-1"]  # no readings any more
    village.at(HOUR)
    assert village.lines() == []
    village.boxes["dong-1"] = replace(village.boxes["dong-1"], facts=facts)
    village.at(2 * HOUR)
    assert village.lines() == ["hot dong-1 0 15 - -"]
    village.boxes["dong-1"] = boxes(dong=1)["dong-1"]
    village.at(5 * HOUR)
    assert village.lines() == ["hot dong-1 0 15 - -"]


def test_a_restart_of_the_service_changes_nothing(village: Village) -> None:
    village.dark("dong-1", "dong-2", "dong-3", "cho-1")
    village.at(10 * MINUTE)
    before = village.lines()
    village.again()
    assert village.look() == []
    village.back("dong-1", "dong-2", "dong-3")
    village.at(13 * MINUTE)
    assert before[0] == "dark cho-1 0 5 - -"
    assert village.lines() == [before[0], "dark dong 0 5 10 12 recovered [dong-1 dong-2 dong-3]"]


def test_a_box_that_is_taken_out_and_a_rule_that_is_no_more(village: Village) -> None:
    village.dark("dong-1", "doai-1")
    village.say("cho-1", battery=5)
    village.at(20 * MINUTE)
    del village.boxes["dong-1"]
    village.look()
    assert village.lines()[1:] == ["dark doai-1 0 5 - -", "dark dong-1 0 5 20 20 retired"]
    village.rules = Book(tuple(rule for rule in village.rules.rules if rule.code != "battery"))
    village.again()
    village.look()
    assert village.lines()[0] == "battery cho-1 0 10 20 20 no-rule"


def test_a_rule_that_matches_everything_is_one_incident(village: Village) -> None:
    village.rules = Book((Rule("odd", "temperature", "note", above=-100, for_s=60),))
    village.watch = Watch(village.rules)
    for name in village.boxes:
        village.say(name, temperature=30)
    village.at(10 * MINUTE)
    assert [line.split("[")[0] for line in village.lines()] == ["odd xa 0 1 - - "]


def test_two_thousand_boxes_that_fall_at_once_are_looked_at_in_a_moment() -> None:
    province = Village(boxes(**{f"thon-{number}": 20 for number in range(100)}))
    province.look()
    province.dark(*province.boxes)
    province.now += 5 * MINUTE + SECOND
    (one,) = province.look()
    assert (one.area, len(one.members), one.opened_ms - TEN) == ("xa", 2_000, 5 * MINUTE)
