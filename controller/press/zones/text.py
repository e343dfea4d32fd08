"""Running text in a box: fields under each other, sections on pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from controller.press.content import Content
from controller.press.fit import Part, Row, flow
from controller.press.items import Leaf
from controller.press.place import Place
from controller.press.zones import running
from controller.press.zones.cells import cells, listed
from controller.press.zones.rows import set_rows

MOST_PAGES = 5
"""Who has waited so long for the rest reads it faster where it runs."""
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
            line = running.line(parts, pages, place) if len(pages) > MOST_PAGES else None
            made += [_leaf(page, place) for page in pages] if line is None else [line]
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
