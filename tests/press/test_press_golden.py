"""Every template on twelve panels looks as it did when somebody last looked; what differs is shown on a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from controller.press.samples import LENGTHS
from controller.press.template import all_templates
from tests.press.press_golden import (
    DOTTED,
    FOLDER,
    ROOT,
    SCREENS,
    SMALLEST,
    cells,
    fonts,
    letters,
    on_sheet,
    pages,
    prints,
)

REPORT = ROOT / "out" / "press"
AVERAGE, BLOCK = 4, 40
"""Grey values by which a small page, and any 8×8 block of it, may differ."""
KNOWN = json.loads((FOLDER / "prints.json").read_text("utf-8"))

same_fonts = pytest.mark.skipif(
    KNOWN["fonts"] != fonts(), reason="other versions of the fonts than the golden pictures"
)


@same_fonts
@pytest.mark.parametrize("panel", DOTTED)
def test_boards_of_dots_show_the_same_dots(panel):
    known, found = KNOWN["prints"][panel], prints(panel)
    changed = [name for name in found if found[name] != known.get(name)]
    if changed:
        shown = [(name, None, pages(all_templates()[name.split()[0]], panel, name.split()[1])[0]) for name in changed]
        pytest.fail(f"{panel}: {', '.join(changed)}; see {report(panel, shown)}")
    assert found.keys() == known.keys()


@same_fonts
def test_the_smallest_board_dot_by_dot():
    known = (FOLDER / f"{SMALLEST}.txt").read_text("utf-8").rstrip("\n").split("\n\n")
    names = [(id, length) for id in all_templates() for length in LENGTHS]
    for (id, length), art in zip(names, known, strict=True):
        assert f"{id} {length}\n{letters(pages(all_templates()[id], SMALLEST, length)[0])}" == art


@pytest.mark.parametrize("panel", SCREENS)
def test_screens_look_the_same(panel):
    sheet = Image.open(FOLDER / f"{panel}.png").convert("L")
    changed = []
    for number, (name, cell) in enumerate(cells(panel)):
        was = sheet.crop(on_sheet(panel, number))
        apart = np.abs(np.asarray(was, dtype=int) - np.asarray(cell, dtype=int))
        blocks = apart[: apart.shape[0] // 8 * 8, : apart.shape[1] // 8 * 8].reshape(apart.shape[0] // 8, 8, -1, 8)
        if apart.mean() > AVERAGE or blocks.mean(axis=(1, 3)).max() > BLOCK:
            changed.append((name, was, cell))
    assert not changed, f"{panel}: {', '.join(name for name, _, _ in changed)}; see {report(panel, changed)}"


def report(panel: str, changed: Sequence[tuple[str, Image.Image | None, Image.Image]]) -> Path:
    """A page that shows what was and what is."""
    REPORT.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, was, now in changed:
        file = f"{panel}-{name.replace(' ', '-')}"
        now.save(REPORT / f"{file}-now.png")
        if was is not None:
            was.save(REPORT / f"{file}-was.png")
        old = f'<img src="{file}-was.png">' if was is not None else ""
        rows.append(f'<tr><td>{name}<td>{old}<td><img src="{file}-now.png">')
    style = "<style>img{min-width:24em;image-rendering:pixelated}</style>"
    page = REPORT / f"{panel}.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8>{style}<table><tr><th><th>was<th>is{''.join(rows)}</table>", "utf-8"
    )
    return page
