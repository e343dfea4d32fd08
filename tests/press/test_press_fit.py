"""What every page of every template keeps, whatever is written: letters inside their zone, lines that read well."""

from __future__ import annotations

from itertools import pairwise

import pytest

from controller.press.compose import Sheet, sheets
from controller.press.content import Content
from controller.press.glue import CLOSERS, HARD, OPENERS, split
from controller.press.items import Run
from controller.press.place import Place
from controller.press.template import all_templates
from controller.press.values import Panel
from tests.press.press_boards import PANELS, vietnamese

SETTINGS = (("notice", "normal"), ("urgent", "priority"), ("emergency", "emergency"), ("safe", "normal"))


def content(seed: int, words: int, klass: str = "normal") -> Content:
    return Content(
        {
            "title": vietnamese(seed + 1, 1 + seed % 14).replace("\n", " "),
            "text": vietnamese(seed, words),
            "commune": "Xã Tân Hòa Thượng",
            "label": {"normal": "THÔNG BÁO", "priority": "ƯU TIÊN", "emergency": "KHẨN CẤP"}[klass],
        },
        klass,
    )


def inside(sheet: Sheet) -> None:
    for place, items in sheet.zones:
        box = place.box
        for item in items:
            if isinstance(item, Run):
                ink = item.box
                assert box[0] <= ink[0], (item, box)
                assert box[1] <= ink[1], (item, box)
                assert ink[2] <= box[2], (item, box)
                assert ink[3] <= box[3], (item, box)


def lines(place: Place, items: tuple[object, ...]) -> list[list[Run]]:
    """The letters of a zone, line by line."""
    rows: dict[int, list[Run]] = {}
    for item in items:
        if isinstance(item, Run):
            rows.setdefault(item.baseline, []).append(item)
    return [rows[at] for at in sorted(rows)]


@pytest.mark.parametrize("name", PANELS)
def test_no_letter_crosses_its_zone_and_no_line_begins_with_punctuation(name):
    for seed, words in enumerate((1, 4, 9, 20, 45, 90, 160)):
        for template, klass in SETTINGS:
            for sheet in sheets(all_templates()[template], content(seed, words, klass), PANELS[name]):
                inside(sheet)
                for place, items in sheet.zones:
                    for line in lines(place, items):
                        assert line[0].text[0] not in CLOSERS - {":"}, [run.text for run in line]
                        assert line[-1].text[-1] not in OPENERS, [run.text for run in line]


@pytest.mark.parametrize(
    "size", [(16, 16), (40, 20), (64, 16), (20, 300), (333, 77), (599, 601), (700, 640), (2000, 600)]
)
@pytest.mark.parametrize("letter", [0, 7, 30])
def test_panels_that_nobody_thought_of_hold_their_letters(size: tuple[int, int], letter: int):
    for colours in ("red1", "rgb"):
        panel = Panel(size[0], size[1], colours, letter)
        for seed in (3, 4):
            for sheet in sheets(all_templates()["emergency"], content(seed, 30, "emergency"), panel):
                inside(sheet)


@pytest.mark.parametrize("name", PANELS)
def test_what_belongs_together_is_torn_only_where_no_line_holds_it(name):
    for seed in range(4):
        given = content(seed, 40)
        panel = PANELS[name]
        for sheet in sheets(all_templates()["notice"], given, panel):
            for place, items in sheet.zones:
                if "text" in place.zone.fields:
                    _hold(place, lines(place, items), given["text"])


def _hold(place: Place, found: list[list[Run]], text: str) -> None:
    held = {pair for line in text.split("\n") for pair in _hard(line)}
    left, _, right, _ = place.inner
    for line, after in pairwise(found):
        pair = (line[-1].text, after[0].text)
        if pair in held and line[-1].ink == after[0].ink:
            face = line[-1].face
            assert face.width(_chain(text, pair)) > right - left, pair


def _hard(line: str) -> list[tuple[str, str]]:
    words, held = split(line.strip())
    return [pair for pair, firm in zip(pairwise(words), held, strict=True) if firm == HARD]


def _chain(text: str, pair: tuple[str, str]) -> str:
    """All that holds together hard around a pair."""
    longest = ""
    for line in text.split("\n"):
        words, held = split(line.strip())
        for at in range(len(words) - 1):
            if (words[at], words[at + 1]) == pair and held[at] == HARD:
                low, high = at, at + 1
                while low and held[low - 1] == HARD:
                    low -= 1
                while high < len(held) and held[high] == HARD:
                    high += 1
                longest = max(longest, " ".join(words[low : high + 1]), key=len)
    return longest


def test_words_are_all_there_and_in_order():
    for name, panel in PANELS.items():
        given = content(5, 120)
        made = sheets(all_templates()["notice"], given, panel)
        shown = [
            run.text
            for sheet in made
            for place, items in sheet.zones
            if "text" in place.zone.fields
            for line in lines(place, items)
            for run in line
            if run.ink == "text"
        ]
        assert "".join(shown).replace(" ", "") == "".join(given["text"].split()), name


def test_a_short_notice_is_large_and_a_long_one_never_smaller_than_legible():
    panel = PANELS["screen-1920x1080"]
    short, long = (sheets(all_templates()["notice"], content(6, words), panel) for words in (3, 600))
    sizes = [
        {
            run.face.ink("H")[1] * -1
            for place, items in one[0].zones
            for run in items
            if isinstance(run, Run) and run.ink == "text"
        }
        for one in (short, long)
    ]
    assert min(sizes[0]) > 2 * min(sizes[1])
    assert min(sizes[1]) >= panel.smallest_letter
    assert len(long) > 1
