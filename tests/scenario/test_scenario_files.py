"""Scenario files: what is wrong with them is told by line and field, and none of them can hurt."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from firmware_sim.scenario import Wrong, known, read, scenario
from firmware_sim.scenario.moments import Length, Wall
from firmware_sim.scenario.reading import USES
from firmware_sim.scenario.values import What
from firmware_sim.scenario.who import boxes, faults
from tests.scenario.playing import DAY

NEEDED = {
    "storm", "power-cut", "crowded-cell", "wrong-clock", "sim-empty", "worn-flash", "dying-amplifier", "mass-return",
    "quiet-week",
}  # fmt: skip
GOOD = """\
title: {vi: Thử}
begins: "18:00"
lasts: 1h
fleet:
  models: {horn-mp3-30w: 2, led-64x32-red: 1}
  firmware: {sim-1: 1, sim-0.9: 1}
  hamlets:
    - {code: thon-dong, boxes: 3, battery: 2h}
    - {code: xom-cho, boxes: 2}
events:
  - {at: "18:10", what: mains-off, where: [thon-dong, xom-cho-2], lasts: 20m}
  - {at: "18:20", what: hot, where: xom-cho-1, celsius: 30}
expect:
  - {rule: mains, where: thon-dong, opens: "18:20", closes: "18:35"}
"""


def test_those_that_are_needed_are_there():
    assert set(known()) == NEEDED
    assert all(set(scenario(name).title) == {"vi", "en"} for name in known())


def test_everything_that_can_happen_says_what_of_it_counts():
    named = {name for part in get_args(What) for name in (get_args(part) or (part,))}
    assert set(USES) == named


def test_boxes_are_mixed_and_stand_in_their_places():
    made = boxes(read(GOOD, "good.yaml").fleet)
    assert [one.name for one in made] == ["thon-dong-1", "thon-dong-2", "thon-dong-3", "xom-cho-1", "xom-cho-2"]
    assert [one.model for one in made][:4] == ["horn-mp3-30w", "horn-mp3-30w", "led-64x32-red", "horn-mp3-30w"]
    assert [one.firmware for one in made][:2] == ["sim-1", "sim-0.9"]
    assert made[0].areas == ("tinh-phu-tho", "xa-tan-hoa", "thon-dong")
    assert [one.battery_h for one in made] == [2, 2, 2, 0, 0]
    assert len({one.name for one in boxes(scenario("quiet-week").fleet)}) == 5_000


def test_what_happens_is_said_box_by_box_in_order():
    said = [(one.at, one.fault, one.device, one.lasts) for one in faults(read(GOOD, "good.yaml"))]
    hit = ("thon-dong-1", "thon-dong-2", "thon-dong-3", "xom-cho-2")
    assert said == [*((600, "mains-off", name, 1200) for name in hit), (1200, "hot", "xom-cho-1", 0)]


@pytest.mark.parametrize(
    ("written", "instead", "line", "field", "why"),
    [
        ("boxes: 2", "boxes: many", 9, "fleet.hamlets 2.boxes", "a number is expected"),
        ("boxes: 2", "boxes: 0", 9, "fleet.hamlets 2.boxes", "has to be >= 1"),
        ("boxes: 2", "boxes: 1001", 9, "fleet.hamlets 2.boxes", "has to be <= 1000"),
        (", boxes: 2", "", 9, "fleet.hamlets 2", "boxes is missing"),
        ("celsius: 30", "celcius: 30", 12, "events 2", "celcius is not known here"),
        ("celsius: 30", "mb: 30", 12, "events 2.mb", "means nothing for hot"),
        ("celsius: 30", "gap: 3m", 12, "events 2.gap", "means nothing for hot"),
        ("what: hot", "what: earthquake", 12, "events 2.what", "'earthquake' is not known here"),
        ("what: hot", "what: [hot]", 12, "events 2.what", "Expected"),
        ('at: "18:20"', 'at: "6 pm"', 12, "events 2.at", "is no time of day; write it like 18:05"),
        ('at: "18:20"', 'at: "19:20"', 12, "events 2.at", "lies outside the scenario"),
        ("lasts: 20m", "lasts: a while", 11, "events 1.lasts", "is no length of time; write it like 40m"),
        ("where: xom-cho-1", "where: xom-cho-9", 12, "events 2.where", "there is no place or box xom-cho-9"),
        ("led-64x32-red", "led-7x7-pink", 5, "fleet.models.led-7x7-pink", "there is no such model; there are"),
        ("code: xom-cho", "code: thon-dong", 9, "fleet.hamlets 2.code", "thon-dong is there twice"),
        ("code: xom-cho", "code: Xóm Chợ", 9, "fleet.hamlets 2.code", "small letters, digits and hyphens"),
        ('closes: "18:35"', 'closes: "18:05"', 14, "expect 1.closes", "it closes before it opens"),
        (
            "where: thon-dong, opens",
            "where: thon-tay, opens",
            14,
            "expect 1.where",
            "there is no place or box thon-tay",
        ),
        ("lasts: 1h\n", "lasts: 1h\nlasts: 2h\n", 4, "lasts", "stands there twice"),
        ("lasts: 1h\n", "lasts: &a 1h\n", 3, "", "anchors, aliases and tags are not taken"),
        ("lasts: 1h\n", "lasts: !!python/object:os.system 1h\n", 3, "", "anchors, aliases and tags are not taken"),
        ("lasts: 1h\n", "lasts: {1h\n", 4, "", "this is no YAML"),
        ("fleet:\n", "fleet: no\nleft:\n", 4, "fleet", "a list or a table of names is expected"),
        (
            "  hamlets:\n",
            "  communes: 99\n  hamlets:\n    - {code: a, boxes: 999}\n",
            8,
            "fleet.hamlets",
            "99396 boxes",
        ),
    ],
)
def test_a_mistake_is_told_by_line_and_field(written: str, instead: str, line: int, field: str, why: str):
    assert written in GOOD
    with pytest.raises(Wrong) as caught:
        read(GOOD.replace(written, instead, 1), "mine.yaml")
    assert (caught.value.line, caught.value.field) == (line, field)
    assert why in caught.value.why
    assert str(caught.value).startswith(f"mine.yaml, line {line}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1\n",
        "just words\n",
        "[" * 5_000,
        "a: " + "x" * 300_000,
        "\x00",
        "? {a: b}\n: c\n",
        "%TAG ! x\n---\na: 1\n",
    ],
)
def test_what_is_no_scenario_at_all_is_refused(text: str):
    with pytest.raises(Wrong):
        read(text, "mine.yaml")


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path):
    with pytest.raises(Wrong, match="there are crowded-cell, dying-amplifier"):
        scenario(str(tmp_path / "none.yaml"))
    (tmp_path / "some.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Wrong, match="no text in UTF-8"):
        scenario(str(tmp_path / "some.yaml"))
    (tmp_path / "good.yaml").write_text(GOOD)
    assert float(scenario(str(tmp_path / "good.yaml")).lasts) == 3600


def test_times_are_what_people_mean():
    assert [float(Length.read(text)) for text in ("40m", "1h 30m", "1d", "0.5s", "2h5s")] == [
        2400,
        5400,
        86400,
        0.5,
        7205,
    ]
    assert str(Wall.read("05:30 +1")) == "05:30:00 +1"
    assert Wall.read("05:30 +1").instant(DAY) - Wall.read("05:30").instant(DAY) == 86_400_000
    for text in ("", "m", "24:00", "5:30", "-1h", "1h1h", "17:60"):
        with pytest.raises(ValueError, match="write it like"):
            (Wall if ":" in text else Length).read(text)
