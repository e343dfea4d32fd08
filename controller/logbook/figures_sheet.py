"""A month's figures as XLSX, a sheet a table, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from controller.logbook.figures import Table
from controller.logbook.paper import POINTS_A_SHARE, without_control, written

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheets(tables: Sequence[Table], title: str) -> bytes:
    """XLSX."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for table in tables:
        page = made.create_sheet(table.name[:31])
        written(page, 1, 1, f"{table.name}, {title}", bold=True)
        for down, cells in enumerate([table.heads, *table.rows], 3):
            for place, value in enumerate(cells, 1):
                if isinstance(value, str):
                    written(page, down, place, value, bold=down == 3)
                else:
                    page.cell(down, place, value)
        page.column_dimensions["A"].width = 24 * POINTS_A_SHARE
        page.freeze_panes = "A4"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text(tables: Sequence[Table]) -> bytes:
    """CSV with the mark by which spreadsheets know UTF-8; an empty line between two tables."""
    out = io.StringIO()
    lines = csv.writer(out)
    for table in tables:
        lines.writerow([plain(table.name)])
        lines.writerows([plain(cell) for cell in cells] for cells in (table.heads, *table.rows))
        lines.writerow([])
    return out.getvalue().encode("utf-8-sig")


def plain(value: str | float) -> str | int | float:
    """What a spreadsheet would calculate is made text by a mark that it hides."""
    if not isinstance(value, str):
        return value
    said = without_control(value)
    return f"'{said}" if said.startswith(FORMULA) else said
