"""The book for paper and for spreadsheets: its columns, and the lines in them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from controller.logbook.telling import Told
from controller.press.book import Book, Column
from controller.words import say

COLUMNS: tuple[tuple[str, float, bool], ...] = (
    ("number", 4, True),
    ("when", 9, True),
    ("what", 25, False),
    ("source", 9, False),
    ("maker", 10, False),
    ("approver", 10, False),
    ("length", 8, True),
    ("result", 11, False),
    ("note", 16, False),
)
"""What each column is, its share of the paper's width, and whether it is centred."""
POINTS_A_SHARE = 1.5
"""Of a spreadsheet's column."""
SIGNED = ("keeper", "station", "leader")
_THIN = Side(style="thin", color="999999")


def book(told: Sequence[Told], area: str, first: date, last: date, today: date, lang: str) -> Book:
    """The station's official book of these days, the oldest line first."""
    return Book(
        left=(say("book-office", lang, area=area).upper(), say("book-station", lang).upper()),
        right=(say("book-republic", lang), say("book-motto", lang)),
        title=say("book-title", lang).upper(),
        subtitle=say("book-days", lang, first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}"),
        columns=[Column(say(f"book-{name}", lang), share, centred) for name, share, centred in COLUMNS],
        rows=rows(told),
        empty=say("book-empty", lang),
        summary=[summary(told, lang)] if told else [],
        place=say("book-signed", lang, day=f"{today:%d}", month=f"{today:%m}", year=f"{today:%Y}"),
        signatures=[(say(f"book-sign-{one}", lang), say("book-sign-how", lang)) for one in SIGNED],
        page=say("book-page", lang, page="{page}", pages="{pages}"),
        language=lang,
    )


def rows(told: Sequence[Told]) -> list[list[str]]:
    """Each line, its cells as in `COLUMNS`."""
    return [
        [
            str(number),
            f"{one.clock}\n{one.day}",
            one.title,
            one.source,
            one.maker,
            one.approver,
            one.length,
            one.result,
            one.note,
        ]
        for number, one in enumerate(told, 1)
    ]


def summary(told: Sequence[Told], lang: str) -> str:
    """``Cộng 42 lượt: 40 phát tốt, 1 phát một phần, 1 không phát, 0 đã hủy.``."""
    looks = [one.look for one in told]
    return say(
        "book-sum",
        lang,
        all=len(told),
        good=looks.count("good"),
        some=looks.count("some"),
        bad=looks.count("bad"),
        struck=looks.count("struck"),
    )


def sheet(told: Sequence[Told], area: str, first: date, last: date, lang: str) -> bytes:
    """The same as XLSX, to sort and to count. Whatever people wrote stays text: none of it becomes a formula."""
    made = Workbook()
    page = made.active
    page.title = say("book-sheet", lang)
    heads = [say("book-title", lang).upper(), say("book-office", lang, area=area), _span(first, last, lang)]
    for number, text in enumerate(heads, 1):
        written(page, number, 1, text, bold=number == 1)
    top = len(heads) + 2
    for place, (name, share, _) in enumerate(COLUMNS, 1):
        cell = written(page, top, place, say(f"book-{name}", lang), bold=True)
        cell.fill, cell.border = PatternFill("solid", fgColor="EEEEEE"), Border(bottom=_THIN)
        page.column_dimensions[get_column_letter(place)].width = share * POINTS_A_SHARE
    for down, cells in enumerate(rows(told), top + 1):
        for place, text in enumerate(cells, 1):
            if place == 1:
                page.cell(down, place, int(text))
            else:
                written(page, down, place, text.replace("\n", " "))
    page.freeze_panes = page.cell(top + 1, 1)
    page.auto_filter.ref = f"A{top}:{get_column_letter(len(COLUMNS))}{top + len(told)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = f"{top}:{top}"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def written(page, row: int, column: int, text: str, *, bold: bool = False):  # type: ignore[no-untyped-def]  # openpyxl carries no annotations
    """A cell that is text, whatever it begins with, and that a spreadsheet goes on to treat as text."""
    cell = page.cell(row, column)
    cell.value, cell.data_type, cell.quotePrefix = without_control(text), "s", text[:1] in "=+-@"
    cell.alignment = Alignment(wrap_text=column > 1, vertical="top")
    cell.font = Font(bold=bold)
    return cell


def without_control(text: str) -> str:
    """XML has no place for control characters."""
    return "".join(sign if sign >= " " or sign in "\n\t" else " " for sign in text)


def _span(first: date, last: date, lang: str) -> str:
    return say("book-days", lang, first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
