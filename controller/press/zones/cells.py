"""A table as it is typed: a row a line, bars between its cells, the first row the head."""

from __future__ import annotations

import re

NUMERIC = re.compile(r"^[\d.,:/%–+ -]+(\s?(đ|đồng|kg|%|h|giờ|người|liều|m²|ha)\S*)?$")
"""A cell that is a number, with its unit."""
Cells = list[list[str]]


def cells(text: str) -> Cells:
    """A row a line; cells between bars; short rows are filled up."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.split("\n") if line.strip()]
    most = max(map(len, rows), default=0)
    return [row + [""] * (most - len(row)) for row in rows]


def listed(rows: Cells) -> str:
    """The rows under the head as lines to read."""
    body = rows[1:] or rows
    return "\n".join(
        f"{row[0]}: {', '.join(cell for cell in row[1:] if cell)}" if any(row[1:]) else row[0] for row in body
    )
