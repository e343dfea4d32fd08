"""Posters on A4 with one large code: for the wall of a culture house, read from two metres away.

The code is drawn as lines, not as a picture, so that any printer prints it sharp.
"""

from __future__ import annotations

from collections.abc import Sequence

import segno
from fpdf import FPDF

from controller.ports import Poster
from controller.press.fonts import font_file

WIDE, HIGH, MARGIN = 210.0, 297.0, 18.0
CODE = 118.0
"""The code's side in mm, with its white edge: a telephone reads it from a metre."""
QUIET = 4
DEEP, GOLD, INK, SOFT = (11, 79, 69), (242, 193, 78), (22, 32, 42), (74, 87, 99)
FACE = "poster"


def posters(wanted: Sequence[Poster]) -> bytes:
    """One page each, as PDF."""
    made = FPDF(format="A4")
    made.set_auto_page_break(False)
    made.set_margins(MARGIN, MARGIN, MARGIN)
    made.add_font(FACE, "", font_file("NotoSans-Regular"))
    made.add_font(FACE, "B", font_file("NotoSans-Bold"))
    for one in wanted:
        made.add_page()
        _page(made, one)
    return bytes(made.output())


def _page(made: FPDF, one: Poster) -> None:
    made.set_fill_color(*DEEP)
    made.rect(0, 0, WIDE, 48, style="F")
    _horn(made, MARGIN, 14)
    made.set_xy(MARGIN + 32, 13)
    _line(made, one.station, 15, (255, 255, 255))
    _line(made, one.commune, 26, (255, 255, 255), bold=True, x=MARGIN + 32)
    made.set_xy(MARGIN, 56)
    _line(made, one.title, 30, DEEP, bold=True, align="C")
    _line(made, one.lead, 15, INK, align="C")
    top = made.get_y()
    _code(made, one.link, (WIDE - CODE) / 2, top)
    made.set_xy(MARGIN, top + CODE + 2)
    _line(made, one.address, 14, INK, bold=True, align="C")
    made.ln(4)
    for number, step in enumerate(one.steps, 1):
        _line(made, f"{number}. {step}", 16, INK)
        made.ln(1)
    made.set_xy(MARGIN, HIGH - 22)
    _line(made, one.foot, 11, SOFT, align="C")


def _line(
    made: FPDF,
    text: str,
    points: float,
    colour: tuple[int, int, int],
    *,
    bold: bool = False,
    align: str = "L",
    x: float | None = None,
) -> None:
    """Words in as many lines as they need, smaller where one of them is too long for a line."""
    made.set_font(FACE, "B" if bold else "", points)
    made.set_text_color(*colour)
    if x is not None:
        made.set_x(x)
    longest = max((made.get_string_width(word) for word in text.split()), default=0.0)
    room = WIDE - MARGIN - made.get_x()
    if longest > room:
        made.set_font_size(points * room / longest * 0.98)
    made.multi_cell(room, made.font_size * 1.3, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _code(made: FPDF, link: str, left: float, top: float) -> None:
    matrix = [bytes(row) for row in segno.make_qr(link, error="q").matrix]
    side = CODE / (len(matrix) + 2 * QUIET)
    made.set_fill_color(0, 0, 0)
    for down, row in enumerate(matrix):
        start = None
        for across, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = across
            elif not dark and start is not None:  # one bar for all that is dark in a row: no seams between modules
                x, y = left + (start + QUIET) * side, top + (down + QUIET) * side
                made.rect(x, y, (across - start) * side, side + 0.02, style="F")
                start = None


def _horn(made: FPDF, left: float, top: float) -> None:
    made.set_fill_color(*GOLD)
    points = ((0, 9), (0, 15), (5, 15), (19, 23), (19, 1), (5, 9))
    made.polygon([(left + x, top + y) for x, y in points], style="F")
