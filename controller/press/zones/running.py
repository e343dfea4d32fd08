"""Text that fits neither by size nor by pages: its title stands, and the rest runs under it as one line."""

from __future__ import annotations

from collections.abc import Sequence

from controller.press.cuts import Cut
from controller.press.fit import Part, Row
from controller.press.ink import Box
from controller.press.items import Band, Leaf
from controller.press.place import Place
from controller.press.scroll import LONGEST
from controller.press.zones.rows import set_rows

SEEN = 12
"""Letters that stand in the box at once, at the least: who sees less of a line cannot read it."""
BETWEEN = " · "


def line(parts: Sequence[Part], pages: Sequence[Sequence[Row]], place: Place) -> Leaf | None:
    """One page for all of it. None where nothing runs on this panel, or the line would be too long."""
    if not place.panel.can("strip"):
        return None
    titles = _standing(pages)
    left, top, right, bottom = place.inner
    above = sum(row.height + (row.above if number else 0) for number, row in enumerate(titles))
    shown = {row.part for row in titles}
    text = BETWEEN.join(part.text.replace("\n", BETWEEN) for part in parts if part not in shown)
    box = (left, top + above, right, bottom)
    cut = _cut(place, text, box)
    if cut is None:
        return None
    line_top = box[1] + (box[3] - box[1] - cut.height) // 2
    band = Band(
        text,
        cut,
        (left, line_top, right, line_top + cut.height),
        place.zone.ink,
        place.zone.ground or "ground",
        right - left,
    )
    return Leaf((*set_rows(titles, (left, top, right, box[1]), "top"), band), len(text.split()))


def _standing(pages: Sequence[Sequence[Row]]) -> list[Row]:
    """The rows of titles that stand on each page."""
    found = []
    for first, second in zip(pages[0], pages[1], strict=False):
        if not first.part.title or first != second:
            break
        found.append(first)
    return found


def _cut(place: Place, text: str, box: Box) -> Cut | None:
    """The largest letters that fit the box's height, of which enough is seen at once and the line is not too long."""
    width, height = box[2] - box[0], box[3] - box[1]
    sizes = [cut for cut in place.all_cuts(text) if cut.height <= height and cut.capital >= place.smallest_letter]
    fitting = [cut for cut in sizes if (cut.bold.width(text) + width) * cut.height <= LONGEST]
    most = width * len(text) / SEEN
    return next((cut for cut in fitting if cut.bold.width(text) <= most), fitting[-1] if fitting else None)
