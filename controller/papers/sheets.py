"""A spreadsheet of plain text, to be filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font

WIDE = 60


def written(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """XLSX: each sheet with its rows, the first of the first one in bold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, (title, rows) in enumerate(sheets.items()):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for place, column in enumerate(sheet.columns):
            longest = max((len(str(cell.value or "")) for cell in column), default=0)
            sheet.column_dimensions[column[0].column_letter].width = min(WIDE, longest + 4)
            if number == place == 0:
                sheet.freeze_panes = "A2"
        if number == 0:
            for cell in sheet[1]:
                cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
