"""Labels for boxes: sheets of A4 with sixteen self-adhesive labels of 99.1 × 33.9 mm, as shops sell them everywhere.

Each page is one picture of black and white dots at 400 to the inch, as a laser printer makes them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import segno
from PIL import Image, ImageDraw

from controller.ports import Label
from controller.press.cuts import Cut, smooth
from controller.press.fonts import Face

DPI = 400
SHEET_MM = (210.0, 297.0)
LABEL_MM = (99.1, 33.9)
FIRST_MM = (4.65, 12.9)
STEP_MM = (101.6, 33.9)
ACROSS, DOWN = 2, 8
INSIDE_MM = 3.0
"""Printers are not exact: so far from the edge of a label nothing is printed."""
QUIET = 4
"""Modules that stay white around the code (ISO/IEC 18004)."""
CODE_MM = LABEL_MM[1] - 2 * 1.5
SIZES_MM = {"name": 4.2, "place": 2.9, "model": 2.6, "code": 4.0, "until": 2.4}
BOLD = frozenset({"name", "code"})
SMALLEST = 0.7
"""What is too long is set smaller, down to this share, and then cut with an ellipsis."""
_HALF = 128


def sheets(labels: Sequence[Label]) -> bytes:
    """All labels, row by row, as PDF."""
    each = ACROSS * DOWN
    pages = [_page(labels[at : at + each]) for at in range(0, len(labels), each)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=pages[1:], title="Tiếng Làng")
    return out.getvalue()


def _page(labels: Sequence[Label]) -> Image.Image:
    page = Image.new("L", _dots(*SHEET_MM), 255)
    for place, label in enumerate(labels):
        across, down = place % ACROSS, place // ACROSS
        left, top = FIRST_MM[0] + across * STEP_MM[0], FIRST_MM[1] + down * STEP_MM[1]
        page.paste(picture(label), _dots(left, top))
    return page.point(lambda tone: 255 if tone >= _HALF else 0, mode="1")


def picture(label: Label) -> Image.Image:
    """One label."""
    width, height = _dots(*LABEL_MM)
    made = Image.new("L", (width, height), 255)
    _outline(made)
    code = _code(label.link)
    made.paste(code, (width - code.width - _dot(1.5), (height - code.height) // 2))
    room = width - code.width - _dot(1.5 + INSIDE_MM)
    top = _dot(INSIDE_MM)
    rows = {name: getattr(label, name) for name in SIZES_MM}
    gap = (height - 2 * top - sum(_cut(name).height for name in rows)) // (len(rows) - 1)
    for name, text in rows.items():
        cut = _cut(name)
        face, said = _fitting(name, text, room)
        face.draw(made, _dot(INSIDE_MM), top + cut.up, said, 0)
        top += cut.height + gap
    return made


def _code(link: str) -> Image.Image:
    """The code as large as the label is high, each module the same whole number of dots."""
    matrix = [bytes(row) for row in segno.make_qr(link, error="m").matrix]
    modules = len(matrix) + 2 * QUIET
    small = Image.new("L", (modules, modules), 255)
    for down, row in enumerate(matrix):
        for across, dark in enumerate(row):
            if dark:
                small.putpixel((across + QUIET, down + QUIET), 0)
    scale = _dot(CODE_MM) // modules
    return small.resize((modules * scale, modules * scale), Image.Resampling.NEAREST)


def _outline(made: Image.Image) -> None:
    """Corners, for those who print on plain paper and cut."""
    pen, arm = ImageDraw.Draw(made), _dot(2)
    right, bottom = made.width - 1, made.height - 1
    for x, to_x in ((0, arm), (right, right - arm)):
        for y, to_y in ((0, arm), (bottom, bottom - arm)):
            pen.line((x, y, to_x, y), 0)
            pen.line((x, y, x, to_y), 0)


def _fitting(name: str, text: str, room: int) -> tuple[Face, str]:
    """The face, smaller where the text is too long, and what of the text fits."""
    face = _face(_cut(name), name)
    if (wide := face.width(text)) > room:
        face = _face(_cut(name, max(SMALLEST, room / wide)), name)
    if face.width(text) <= room:
        return face, text
    kept = text
    while kept and face.width(f"{kept}…") > room:
        kept = kept[:-1]
    return face, f"{kept.rstrip()}…"


def _cut(name: str, share: float = 1.0) -> Cut:
    return smooth(int(_dot(SIZES_MM[name]) * share))


def _face(cut: Cut, name: str) -> Face:
    return cut.bold if name in BOLD else cut.plain


def _dot(mm: float) -> int:
    return round(mm / 25.4 * DPI)


def _dots(across_mm: float, down_mm: float) -> tuple[int, int]:
    return _dot(across_mm), _dot(down_mm)
