"""Golden pictures: what all templates look like on twelve panels, with short, long and extreme texts.

    python tests/press/press_golden.py        writes them anew, after somebody has looked at them (`tienglang boards`)

Panels of dots are compared dot by dot: the smallest as letters, the others by their fingerprint. Screens are compared
small and with a tolerance: soft edges may move by a grey value.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from controller.press.compose import colours, sheets  # noqa: E402  found by the line above when run as a script
from controller.press.cuts import BOLD, DOTS, REGULAR, is_dots  # noqa: E402
from controller.press.fonts import font_file  # noqa: E402
from controller.press.samples import LENGTHS, sample  # noqa: E402
from controller.press.template import Template, all_templates  # noqa: E402
from tests.press.press_boards import PANELS  # noqa: E402

FOLDER = Path(__file__).parent / "golden"
SMALLEST = "led-64x32-red"
DOTTED = [name for name, panel in PANELS.items() if is_dots(panel)]
SCREENS = ["screen-1366x768", "screen-1920x1080", "screen-1080x1920"]
CELL = 120
"""Width of a screen's page on its sheet."""


def fonts() -> str:
    """Which fonts the pictures are made with: others may draw a letter by a dot otherwise."""
    files = b"".join(font_file(stem).read_bytes() for stem in (REGULAR, BOLD, DOTS))
    return hashlib.sha256(files).hexdigest()[:16]


def pages(template: Template, panel: str, length: str) -> list[Image.Image]:
    """All pages of a sample."""
    content = sample(template, length)
    inks = colours(template, content, PANELS[panel])
    return [sheet.picture(PANELS[panel], inks) for sheet in sheets(template, content, PANELS[panel])]


def letters(picture: Image.Image) -> str:
    """A page as letters: what is lit is #."""
    lit = np.asarray(picture).max(axis=2) > 0
    return "\n".join("".join("#" if dot else "." for dot in row) for row in lit)


def prints(panel: str) -> dict[str, str]:
    """How many pages each sample has on a panel of dots, and their common fingerprint."""
    found = {}
    for id, template in all_templates().items():
        for length in LENGTHS:
            made = pages(template, panel, length)
            whole = hashlib.sha256(b"".join(one.tobytes() for one in made)).hexdigest()
            found[f"{id} {length}"] = f"{len(made)} {whole[:16]}"
    return found


def cells(panel: str) -> Iterator[tuple[str, Image.Image]]:
    """The first page of each sample on a screen, small and grey."""
    height = round(CELL * PANELS[panel].height / PANELS[panel].width)
    for id, template in all_templates().items():
        for length in LENGTHS:
            content = sample(template, length)
            first = sheets(template, content, PANELS[panel])[0]
            page = first.picture(PANELS[panel], colours(template, content, PANELS[panel]))
            yield f"{id} {length}", page.convert("L").resize((CELL, height), Image.Resampling.BOX)


def on_sheet(panel: str, number: int) -> tuple[int, int, int, int]:
    """Where a cell stands on the golden sheet of its panel."""
    height = round(CELL * PANELS[panel].height / PANELS[panel].width)
    left, top = number % 6 * CELL, number // 6 * height
    return left, top, left + CELL, top + height


def write() -> None:
    """All of them anew."""
    FOLDER.mkdir(exist_ok=True)
    known = {"fonts": fonts(), "prints": {panel: prints(panel) for panel in DOTTED}}
    (FOLDER / "prints.json").write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
    art = [
        f"{id} {length}\n{letters(pages(template, SMALLEST, length)[0])}"
        for id, template in all_templates().items()
        for length in LENGTHS
    ]
    (FOLDER / f"{SMALLEST}.txt").write_text("\n\n".join(art) + "\n", "utf-8")
    for panel in SCREENS:
        made = list(cells(panel))
        sheet = Image.new("L", on_sheet(panel, 5)[2:3] + on_sheet(panel, len(made) - 1)[3:], 128)
        for number, (_, cell) in enumerate(made):
            sheet.paste(cell, on_sheet(panel, number)[:2])
        sheet.quantize(32, dither=Image.Dither.NONE).save(FOLDER / f"{panel}.png", optimize=True)


if __name__ == "__main__":
    write()
