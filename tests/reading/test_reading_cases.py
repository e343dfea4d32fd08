"""What is read, case by case: lines as communes write them, and whole notices."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.reading import SOUTH, read
from tests.reading.reading_shown import shown

HERE = Path(__file__).parent
# Two lines a case: what was typed, what is said.
_LINES = [line for line in (HERE / "cases.txt").read_text("utf-8").splitlines() if not line.startswith("# ")]
CASES = [(_LINES[at], _LINES[at + 1].strip()) for at in range(0, len(_LINES), 2)]
NOTICES = sorted((HERE / "notices").glob("*.txt"))


@pytest.mark.parametrize(("typed", "said"), CASES, ids=[case[0] for case in CASES])
def test_lines(typed: str, said: str) -> None:
    assert shown(read(typed)) == said


@pytest.mark.parametrize("file", NOTICES, ids=[file.stem for file in NOTICES])
def test_whole_notices(file: Path) -> None:
    typed, said = file.read_text("utf-8").split("=====\n")
    assert shown(read(typed)) == " ".join(said.split())


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 300
    assert len({typed for typed, _ in CASES}) == len(CASES)
    assert len(NOTICES) >= 15


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.005 đồng", "một ngàn không trăm lẻ năm đồng"),
        ("24 hộ", "hai mươi bốn hộ"),
        ("104 hộ", "một trăm lẻ bốn hộ"),
        ("Thứ 4", "Thứ tư"),
        ("Tháng 4", "Tháng tư"),
    ],
)
def test_the_south_counts_in_its_own_words(typed: str, said: str) -> None:
    assert shown(read(typed, manner=SOUTH)) == said
