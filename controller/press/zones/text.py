"""Running text in a box: fields under each other, sections on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from controller.press.content import Content
from controller.press.fit import Part, Row, flow
from controller.press.items import Bar, Box, Item, Leaf, Run
from controller.press.lines import Measure
from controller.press.place import Place
from controller.press.zones.cells import cells, listed

STYLES = {
    "title": Part("", "title", "title-ground", bold=True, title=True),
    "title2": Part("", "title", "title-ground", bold=True, title=True),
    "commune": Part("", "", bold=True),
    "label": Part("", "on-band", "band", bold=True, title=True),
}
"""By field; all others are plain text."""


def leaves(place: Place, content: Content) -> list[Leaf]:
    """The pages of the zone's fields."""
    made = []
    left, top, right, bottom = place.inner
    for section in place.zone.sections:
        parts = [part for name in section if (part := _part(name, content[name], place)).text]
        if parts:
            words = " ".join(part.text for part in parts)
            pages = flow(parts, place.sizes(words), right - left, bottom - top)
            made += [_leaf(page, place) for page in pages]
    return made


def _part(name: str, text: str, place: Place) -> Part:
    style = STYLES.get(name)
    if name == "table":
        text = listed(cells(text))
    if style is None or not style.ink:
        return Part(text, place.zone.ink, bold=style is not None, align=place.zone.align)
    align = "centre" if place.dots or place.zone.align == "centre" else "left"
    return replace(style, text=text.replace("\n", " "), align=align)


def _leaf(rows: Sequence[Row], place: Place) -> Leaf:
    return Leaf(tuple(set_rows(rows, place.inner, place.zone.valign)), sum(len(row.line) for row in rows))


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
