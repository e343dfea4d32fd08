"""A book of lines on A4, as offices keep it: a head with the office's name, numbered columns, signatures, page numbers.

Written with letters that Vietnamese needs and every printer knows: the fonts are the machine's own, and only the
letters that occur are put into the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

from controller.press.fonts import font_file

FACE = "book"
MARGIN, BOTTOM = 12.0, 14.0
BODY, SMALL, HEAD, TITLE = 9.0, 8.5, 10.5, 15.0
"""Letters in points."""
LEAD = 4.4
"""Height of a line of the table in mm."""
INSIDE, ASCENT = 1.1, 3.3
"""From the edge of a cell to its letters, and from the top of a line to its baseline."""
GREY = 238
SIGNING = 34.0
"""So much room a signature needs, with its name."""


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` of the width; ``centred`` for numbers and times."""

    name: str
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that stands in a book. ``page`` is how a page is numbered: ``Trang {page}/{pages}``."""

    left: Sequence[str]
    right: Sequence[str]
    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    empty: str
    summary: Sequence[str]
    place: str
    signatures: Sequence[tuple[str, str]]
    page: str
    language: str = "vi"


class _Paper(FPDF):
    """Numbers its pages."""

    def __init__(self, told: str) -> None:
        super().__init__(orientation="L", unit="mm", format="A4")
        self._told = told

    def footer(self) -> None:
        self.set_y(-BOTTOM + 3)
        self.set_font(FACE, "", SMALL)
        self.cell(0, 5, self._told.format(page=self.page_no(), pages="{nb}"), align="R")


def bound(book: Book) -> bytes:
    """The book as PDF."""
    paper = _Paper(book.page)
    paper.set_lang(book.language)
    paper.set_title(book.title)
    paper.set_creator("Tiếng Làng")
    paper.add_font(FACE, "", font_file("NotoSerif-Regular"))
    paper.add_font(FACE, "B", font_file("NotoSerif-Bold"))
    paper.set_margins(MARGIN, MARGIN, MARGIN)
    paper.set_auto_page_break(True, margin=BOTTOM)
    paper.add_page()
    _head(paper, book)
    _lines(paper, book)
    _end(paper, book)
    return bytes(paper.output())


def _head(paper: FPDF, book: Book) -> None:
    top, half = paper.get_y(), paper.epw / 2
    for left, side in ((paper.l_margin, book.left), (paper.l_margin + half, book.right)):
        paper.set_y(top)
        for text in side:
            paper.set_x(left)
            paper.set_font(FACE, "B", HEAD)
            paper.cell(half, 5.4, text, align="C", new_x="LMARGIN", new_y="NEXT")
        wide = min(half - 30, paper.get_string_width(side[-1]) * 0.6)
        paper.line(left + (half - wide) / 2, paper.get_y() + 0.6, left + (half + wide) / 2, paper.get_y() + 0.6)
    paper.set_y(top + 5.4 * max(len(book.left), len(book.right)) + 5)
    paper.set_font(FACE, "B", TITLE)
    paper.cell(0, 8, book.title, align="C", new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FACE, "", HEAD)
    paper.cell(0, 6, book.subtitle, align="C", new_x="LMARGIN", new_y="NEXT")
    paper.ln(3)


class _Table:
    """The lines, drawn by ourselves: the library's own table measures each letter anew and takes ten times as long,
    while a book says the same words again and again."""

    def __init__(self, paper: FPDF, columns: Sequence[Column]) -> None:
        self._paper, self._columns = paper, columns
        whole = sum(one.share for one in columns)
        self._widths = [paper.epw * one.share / whole for one in columns]
        self._known: dict[tuple[str, str], float] = {}

    def head(self) -> None:
        """Names and numbers of the columns, at the top of each page."""
        names = [one.name for one in self._columns]
        self._row(names, "B", centred=True, filled=True)
        self._row([f"({number})" for number in range(1, len(names) + 1)], "", centred=True, filled=True)

    def row(self, cells: Sequence[str]) -> None:
        """One line; on the next page, with the head again, where it does not fit."""
        lines = self._lines(cells, "")
        if self._paper.will_page_break(self._height(lines)):
            self._paper.add_page()
            self.head()
        self._draw(lines, "")

    def _row(self, cells: Sequence[str], emphasis: str, *, centred: bool, filled: bool) -> None:
        self._draw(self._lines(cells, emphasis), emphasis, centred=centred, filled=filled)

    def _lines(self, cells: Sequence[str], emphasis: str) -> list[list[str]]:
        self._paper.set_font(FACE, emphasis, BODY)
        return [
            [line for part in text.split("\n") for line in self._wrapped(part, width - 2 * INSIDE, emphasis)]
            for text, width in zip(cells, self._widths, strict=True)
        ]

    @staticmethod
    def _height(lines: Sequence[Sequence[str]]) -> float:
        return max(1, *map(len, lines)) * LEAD + 2 * INSIDE

    def _draw(
        self, lines: Sequence[Sequence[str]], emphasis: str, *, centred: bool = False, filled: bool = False
    ) -> None:
        paper, left, top, height = self._paper, self._paper.l_margin, self._paper.get_y(), self._height(lines)
        paper.set_font(FACE, emphasis, BODY)
        paper.set_fill_color(GREY)
        for column, width, each in zip(self._columns, self._widths, lines, strict=True):
            paper.rect(left, top, width, height, style="DF" if filled else "D")
            for number, line in enumerate(each):
                aside = (width - self._width(line, emphasis)) / 2 if centred or column.centred else INSIDE
                paper.text(left + aside, top + INSIDE + number * LEAD + ASCENT, line)
            left += width
        paper.set_y(top + height)

    def _wrapped(self, text: str, width: float, emphasis: str) -> list[str]:
        """Lines that fit; a word that is too long for one is broken."""
        lines, line = [], ""
        for word in text.split():
            joined = f"{line} {word}" if line else word
            if self._width(joined, emphasis) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            while self._width(word, emphasis) > width and len(word) > 1:
                fits = next(
                    end for end in range(len(word) - 1, 0, -1) if end == 1 or self._width(word[:end], emphasis) <= width
                )
                lines.append(word[:fits])
                word = word[fits:]  # noqa: PLW2901  what is left of it
            line = word
        return [*lines, line]

    def _width(self, text: str, emphasis: str) -> float:
        found = self._known.get((text, emphasis))
        if found is None:
            found = self._known[text, emphasis] = self._paper.get_string_width(text)
        return found


def _lines(paper: FPDF, book: Book) -> None:
    table = _Table(paper, book.columns)
    table.head()
    for cells in book.rows:
        table.row(cells)
    if not book.rows:
        paper.ln(2)
        paper.set_font(FACE, "", BODY)
        paper.cell(0, 6, book.empty, align="C", new_x="LMARGIN", new_y="NEXT")


def _end(paper: FPDF, book: Book) -> None:
    paper.ln(3)
    paper.set_font(FACE, "", BODY)
    for text in book.summary:
        paper.multi_cell(0, LEAD + 0.4, text, new_x="LMARGIN", new_y="NEXT")
    if paper.will_page_break(SIGNING + 12):
        paper.add_page()
    paper.ln(2)
    paper.cell(0, 5, book.place, align="R", new_x="LMARGIN", new_y="NEXT")
    paper.ln(1)
    top, wide = paper.get_y(), paper.epw / len(book.signatures)
    for place, (office, how) in enumerate(book.signatures):
        for below, (emphasis, text) in enumerate((("B", office), ("", how))):
            paper.set_xy(paper.l_margin + place * wide, top + below * 5)
            paper.set_font(FACE, emphasis, BODY)
            paper.cell(wide, 5, text, align="C")
