"""One line that runs beside anything. On a panel where nothing moves its words take turns, page by page."""

from __future__ import annotations

from controller.press.content import Content
from controller.press.items import Band, Leaf, Run
from controller.press.lines import Measure, words_of, wrap
from controller.press.place import Place

APART = 6
"""Between the end of a line that runs and its beginning, in heights of a capital."""


def leaves(place: Place, content: Content) -> list[Leaf]:
    """As many pieces as it takes to say all of it."""
    text = " · ".join(content[name].replace("\n", " ") for (name,) in place.zone.sections if content[name])
    if not text:
        return []
    left, top, right, bottom = place.inner
    cut = place.sizes(text)[0][0]
    if place.panel.can("strip") and cut.bold.width(text) > right - left:
        box = (left, top, right, bottom)
        ground = place.zone.ground or "ground"
        return [Leaf((Band(text, cut, box, place.zone.ink, ground, cut.capital * APART, steady=True),))]
    measure = Measure(cut.bold.width, cut.bold.width)
    baseline = top + (bottom - top - cut.height) // 2 + cut.up
    return [
        Leaf((Run(" ".join(word.text for word in line), cut.bold, left, baseline, place.zone.ink),), len(line))
        for line in wrap(words_of(text), right - left, measure)
    ]
