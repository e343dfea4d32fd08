"""Rows of cells: the first row is the head, repeated on each page; numbers stand right, the widest words get the room.

Where a row does not fit side by side even in the smallest legible letters, each row becomes a line of its own, as
"Gạo tẻ: 15.000 đ/kg": on a panel that is narrow a table is a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from controller.press.content import Content
from controller.press.cuts import Cut
from controller.press.fit import Part, flow
from controller.press.items import Bar, Item, Leaf, Run
from controller.press.lines import Line, Measure, settled, words_of
from controller.press.place import Place
from controller.press.zones.text import set_rows

NUMERIC = re.compile(r"^[\d.,:/%–+ -]+(\s?(đ|đồng|kg|%|h|giờ|người|liều|m²|ha)\S*)?$")
GAP = 1.0
"""Between two columns, in capital heights."""

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


def leaves(place: Place, content: Content) -> list[Leaf]:
    """The pages of the table."""
    rows = cells(content["table"])
    if not rows:
        return []
    left, top, right, bottom = place.inner
    sizes = place.sizes(" ".join(map(" ".join, rows)))
    for cut, _ in sizes:
        widths = _widths(rows, cut, right - left)
        if widths is not None:
            blocks = [_block(row, cut, widths) for row in rows]
            pages = _pages([high for _, high in blocks], cut, bottom - top)
            if len(pages) == 1 or cut is sizes[-1][0]:
                return [_leaf(place, [(rows[at], *blocks[at], at == 0) for at in page], cut, widths) for page in pages]
    pages_ = flow([Part(listed(rows), place.zone.ink)], sizes, right - left, bottom - top)
    return [
        Leaf(tuple(set_rows(page, place.inner, place.zone.valign)), sum(len(row.line) for row in page))
        for page in pages_
    ]


def _widths(rows: Cells, cut: Cut, width: int) -> list[int] | None:
    """What each column gets: its widest cell if there is room; else the first column, which may break, gives way."""
    gap = round(cut.capital * GAP)
    widest = [max(cut.bold.width(cell) for cell in column) for column in zip(*rows, strict=True)]
    spare = width - sum(widest) - gap * (len(widest) - 1)
    if spare >= 0:
        return widest
    longest_word = max((cut.bold.width(word) for row in rows for word in row[0].split()), default=0)
    if widest[0] + spare < max(longest_word, width // 4):
        return None
    return [widest[0] + spare, *widest[1:]]


def _block(row: Sequence[str], cut: Cut, widths: list[int]) -> tuple[list[list[Line]], int]:
    measure = Measure(cut.bold.width, cut.bold.width)
    lines = [settled(words_of(cell), width, measure) if cell else [] for cell, width in zip(row, widths, strict=True)]
    most = max(1, *map(len, lines))
    return lines, most * cut.height + (most - 1) * cut.lead


def _pages(highs: list[int], cut: Cut, room: int) -> list[list[int]]:
    """Which rows stand on which page, the head on each; as few pages as go, evenly."""
    between = _between(cut)
    head, body = highs[0], list(enumerate(highs))[1:]
    if not body:
        return [[0]]

    def filled(limit: int) -> list[list[int]]:
        found: list[list[int]] = []
        used = 0
        for at, high in body:
            if found and used + between + high <= limit:
                found[-1].append(at)
                used += between + high
            else:
                found.append([at])
                used = high
        return found

    limit = room - head - between
    count = len(filled(limit))
    even = next(one for one in range(1, limit + 1) if len(filled(one)) <= count) if count > 1 else limit
    return [[0, *page] for page in filled(even)]


def _between(cut: Cut) -> int:
    return max(1, cut.lead * 3)


def _leaf(
    place: Place, rows: Sequence[tuple[Sequence[str], list[list[Line]], int, bool]], cut: Cut, widths: list[int]
) -> Leaf:
    left, top, right, _ = place.inner
    spare = right - left - sum(widths)
    gap = min(spare // max(1, len(widths) - 1), round(cut.capital * 4)) if len(widths) > 1 else 0
    starts = [left]
    for width in widths[:-1]:
        starts.append(starts[-1] + width + gap)
    items: list[Item] = []
    words = 0
    for row, lines, high, is_head in rows:
        if is_head:
            items.append(Bar((left, top, right, top + high), "band"))
        items += _cells(
            row, lines, cut, list(zip(starts, widths, strict=True)), top, "on-band" if is_head else place.zone.ink
        )
        top += high + _between(cut)
        words += sum(len(line) for cell in lines for line in cell)
    items += _rules(place, rows, cut)
    return Leaf(tuple(items), words)


def _cells(
    row: Sequence[str], lines: list[list[Line]], cut: Cut, columns: list[tuple[int, int]], top: int, ink: str
) -> list[Item]:
    found: list[Item] = []
    measure = Measure(cut.bold.width, cut.bold.width)
    for number, (cell, (left, width)) in enumerate(zip(lines, columns, strict=True)):
        face = cut.plain if ink != "on-band" and number else cut.bold
        for at, line in enumerate(cell):
            text = " ".join(word.text for word in line)
            push = width - face.width(text) if number and NUMERIC.match(row[number]) else 0
            assert measure.line(line) <= width or len(line) == 1
            found.append(Run(text, face, left + push, top + at * (cut.height + cut.lead) + cut.up, ink))
    return found


def _rules(place: Place, rows: Sequence[tuple[Sequence[str], list[list[Line]], int, bool]], cut: Cut) -> list[Item]:
    """A thin line between two rows, where there is room for one."""
    between = _between(cut)
    if place.dots or between < 5:
        return []
    left, top, right, _ = place.inner
    found: list[Item] = []
    for (_, _, high, is_head), _ in pairwise(rows):
        top += high
        if not is_head:
            found.append(Bar((left, top + between // 2, right, top + between // 2 + max(1, between // 12)), "quiet"))
        top += between
    return found
