"""Rows of cells side by side: the first row is the head, repeated on each page; columns of numbers stand right.

Where a row does not fit side by side even in the smallest legible letters, each row becomes a line of its own, as
"Gạo tẻ: 15.000 đ/kg": on a panel that is narrow a table is a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from controller.press.content import Content
from controller.press.cuts import Cut
from controller.press.fit import Part, flow
from controller.press.items import Bar, Item, Leaf, Run
from controller.press.lines import Line, Measure, settled, words_of
from controller.press.place import Place
from controller.press.zones.cells import NUMERIC, Cells, cells, listed
from controller.press.zones.rows import set_rows

GAP = 1.0
"""Between two columns, in heights of a capital; up to four times that where there is room."""


@dataclass(frozen=True)
class Grid:
    """A table at one size: where its columns stand, and its cells broken into lines."""

    cut: Cut
    columns: tuple[tuple[int, int, bool], ...]
    """From the zone's left edge, width, and whether it holds numbers."""
    rows: tuple[tuple[tuple[Line, ...], ...], ...]

    @property
    def between(self) -> int:
        """Free between two rows."""
        return max(1, self.cut.lead * 3)

    def height(self, row: int) -> int:
        """Of one row: its highest cell."""
        most = max(1, *map(len, self.rows[row]))
        return most * self.cut.height + (most - 1) * self.cut.lead


def leaves(place: Place, content: Content) -> list[Leaf]:
    """The pages of the table."""
    rows = cells(content["table"])
    if not rows:
        return []
    left, top, right, bottom = place.inner
    sizes = place.sizes(" ".join(map(" ".join, rows)))
    cuts = list(dict.fromkeys(cut for cut, _ in sizes))
    for cut in cuts:
        grid = _grid(rows, cut, right - left)
        if grid is not None:
            pages = _pages(grid, bottom - top)
            if len(pages) == 1 or cut is cuts[-1]:
                return [_leaf(place, grid, page) for page in pages]
    listing = flow([Part(listed(rows), place.zone.ink)], sizes, right - left, bottom - top)
    return [Leaf(tuple(set_rows(page, place.inner, "top")), sum(len(row.line) for row in page)) for page in listing]


def _grid(rows: Cells, cut: Cut, width: int) -> Grid | None:
    """Each column as wide as its widest cell; if that is too much, the widest column breaks its cells into lines."""
    columns = list(zip(*rows, strict=True))
    widths = [max(cut.bold.width(cell) for cell in column) for column in columns]
    margin, gaps = cut.capital // 3, len(widths) - 1
    spare = width - sum(widths) - 2 * margin - gaps * round(cut.capital * GAP)
    if spare < 0:
        at = widths.index(max(widths))
        widths[at] += spare
        words = [cut.bold.width(word) for cell in columns[at] for word in cell.split()]
        if widths[at] < max(words, default=0) or widths[at] < width // 4:
            return None
    gap = round(cut.capital * GAP) + (min(spare // gaps, cut.capital * 3) if gaps and spare > 0 else 0)
    starts = list(accumulate((one + gap for one in widths[:-1]), initial=margin))
    numbers = [all(NUMERIC.match(cell) or not cell for cell in column[1:]) and len(column) > 1 for column in columns]
    measure = Measure(cut.bold.width, cut.bold.width)
    broken = tuple(
        tuple(tuple(settled(words_of(cell), widths[at], measure)) for at, cell in enumerate(row)) for row in rows
    )
    return Grid(cut, tuple(zip(starts, widths, numbers, strict=True)), broken)


def _pages(grid: Grid, room: int) -> list[list[int]]:
    """Which rows stand on which page, the head on each; as few pages as go, evenly."""
    limit = room - grid.height(0) - grid.between
    filled = _filled(grid, limit)
    low, high = 1, max(1, limit)
    while low < high:
        middle = (low + high) // 2
        if len(_filled(grid, middle)) <= len(filled):
            high = middle
        else:
            low = middle + 1
    return [[0, *page] for page in _filled(grid, high)] or [[0]]


def _filled(grid: Grid, limit: int) -> list[list[int]]:
    found: list[list[int]] = []
    used = 0
    for at in range(1, len(grid.rows)):
        high = grid.height(at)
        if found and used + grid.between + high <= limit:
            found[-1].append(at)
            used += grid.between + high
        else:
            found.append([at])
            used = high
    return found


def _leaf(place: Place, grid: Grid, page: Sequence[int]) -> Leaf:
    left, top, right, _ = place.inner
    items: list[Item] = [Bar((left, top, right, top + grid.height(0)), "band")]
    tops = list(accumulate((grid.height(row) + grid.between for row in page), initial=top))
    for row, above in zip(page, tops, strict=False):
        items += _row(grid, row, left, above, place.zone.ink if row else "on-band")
    if not place.dots and grid.between >= 5:
        thick = max(1, grid.between // 12)
        lines = [(row, at - grid.between // 2) for (row, at) in zip(page[1:], tops[2:], strict=False)]
        items += [Bar((left, at, right, at + thick), "quiet") for (_, at), _ in pairwise(lines)]
    return Leaf(tuple(items), sum(len(line) for row in page for cell in grid.rows[row] for line in cell))


def _row(grid: Grid, row: int, left: int, top: int, ink: str) -> list[Item]:
    found: list[Item] = []
    for number, (lines, (start, width, right)) in enumerate(zip(grid.rows[row], grid.columns, strict=True)):
        face = grid.cut.plain if row and number else grid.cut.bold
        for at, line in enumerate(lines):
            text = " ".join(word.text for word in line)
            push = width - face.width(text) if right else 0
            baseline = top + at * (grid.cut.height + grid.cut.lead) + grid.cut.up
            found.append(Run(text, face, left + start + push, baseline, ink))
    return found
