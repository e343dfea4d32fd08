"""Rules as data: what a file may say, and what it is refused for."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.errors import Refused
from controller.health.rules import Rule, book

COLD = '[[rule]]\ncode = "cold"\nfact = "temperature"\nbelow = 0\nback = 3\nseverity = "note"\n'


def test_a_file_adds_replaces_and_takes_out(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    ours = '[[rule]]\ncode = "hot"\nfact = "temperature"\nabove = 80\nseverity = "grave"\nprofile = "led-*"\n'
    out = '[[rule]]\ncode = "signal"\nfact = "signal"\nbelow = -108\nseverity = "note"\noff = true\n'
    file.write_text(f"{COLD}{ours}{out}[cause]\nleast = 3\n")
    found = book(file)
    rules = {rule.code: rule for rule in found.rules}
    assert (rules["cold"].below, rules["hot"].above, rules["hot"].severity) == (0, 80, "grave")
    assert "signal" not in rules
    assert (found.together.least, found.together.share) == (3, 0.6)
    assert rules["hot"].fits("led-64x32-red")
    assert not rules["hot"].fits("horn-mp3-30w")


@pytest.mark.parametrize(
    "text",
    [
        "[[rule",
        COLD + COLD,
        COLD.replace("temperature", "mood"),
        COLD.replace("below = 0\n", ""),
        COLD + "above = 5\n",
        COLD.replace("back = 3", "back = -3"),
        COLD + 'hours = ["5-21"]\n',
        COLD + "for_s = -1\n",
        COLD.replace('"cold"', '"Rất lạnh"'),
        COLD.replace('"note"', '"terrible"'),
        COLD + "colour = 5\n",
        "[cause]\nshare = 0\n",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(text: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text)
    with pytest.raises(Refused, match="rules-broken") as refused:
        book(file)
    assert refused.value.field == "health.rules"
    assert refused.value.params["reason"]


def test_a_level_and_its_way_back() -> None:
    hot = Rule("hot", "temperature", "warn", above=70, back=62)
    assert [hot.is_bad(value) for value in (70, 70.1)] == [False, True]
    assert [hot.is_back(value) for value in (62, 65)] == [True, False]
    flat = Rule("battery", "battery", "warn", below=25)
    assert [flat.is_back(value) for value in (24, 25)] == [False, True]
