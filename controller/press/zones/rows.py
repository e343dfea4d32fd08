"""Rows of letters, set under each other in a box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from controller.press.fit import Row
from controller.press.ink import Box
from controller.press.items import Bar, Item, Run
from controller.press.lines import Measure


def set_rows(rows: Sequence[Row], box: Box, valign: str) -> Iterator[Item]:
    """Rows under each other, in the middle of the box or from its top."""
    high = sum(row.height + (row.above if number else 0) for number, row in enumerate(rows))
    spare = box[3] - box[1] - high
    top = box[1] + (spare // 2 if valign == "middle" else 0)
    for number, row in enumerate(rows):
        top += row.above if number else 0
        yield from _row(row, box, top)
        top += row.height


def _row(row: Row, box: Box, top: int) -> Iterator[Item]:
    cut, part = row.cut, row.part
    measure = Measure(cut.plain.width, cut.bold.width)
    spare = box[2] - box[0] - measure.line(row.line)
    left = box[0] + {"left": 0, "centre": spare // 2, "right": spare}[part.align]
    if part.ground:
        yield Bar((box[0], top, box[2], top + row.height), part.ground)
    for word in row.line:
        face = cut.bold if word.lead else cut.plain
        yield Run(word.text, face, left, top + cut.up, part.ink)
        left += face.width(word.text) + cut.plain.width(" ")
