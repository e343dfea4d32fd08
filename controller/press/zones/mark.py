"""Figures without words: the sign of a class, the page's number, a frame."""

from __future__ import annotations

from controller.press.content import Content
from controller.press.items import Bar, Item, Leaf, Shape
from controller.press.place import Place

THICK = 60
"""Frames take this part of the panel's shorter side."""


def mark(place: Place, content: Content) -> list[Leaf]:
    """For those who do not see its colour: normal is a disc, priority a diamond, emergency a triangle with a stroke."""
    left, top, right, bottom = place.inner
    x, y, r = (left + right) // 2, (top + bottom) // 2, min(right - left, bottom - top) // 2 - 1
    ink = place.zone.ink
    if content.klass == "normal":
        return [Leaf((Shape(((x - r, y - r), (x + r, y + r)), ink),))]
    if content.klass == "priority":
        return [Leaf((Shape(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), ink),))]
    half = max(1, r // 9)
    return [
        Leaf(
            (
                Shape(((x, y - r), (x + r, y + r), (x - r, y + r)), ink),
                Bar((x - half, y - r // 4, x + half + 1, y + r // 3), place.zone.ground or "ground"),
                Bar((x - half, y + r // 2, x + half + 1, y + r // 2 + 2 * half + 1), place.zone.ground or "ground"),
            )
        )
    ]


def frame(place: Place, _content: Content) -> list[Leaf]:
    """A frame along the zone's edge."""
    return [Leaf((Bar(place.box, place.zone.ink, max(1, min(place.panel.width, place.panel.height) // THICK)),))]


def plain(_place: Place, _content: Content) -> list[Leaf]:
    """Nothing but the zone's ground."""
    return [Leaf(())]


def progress(place: Place, number: int, count: int) -> tuple[Item, ...]:
    """A disc for each page, the present one full; where discs find no room, one bar as far along as the page."""
    left, top, right, bottom = place.inner
    r = (bottom - top) // 2
    if r < 3 or count * 4 * r > right - left:
        share = (right - left) / count
        here = (left + round(number * share), top, left + max(1, round((number + 1) * share) - 1), bottom)
        return (Bar(here, place.zone.ink),)
    found: list[Item] = []
    y = (top + bottom) // 2
    for at in range(count):
        x = (left + right) // 2 + round((at - (count - 1) / 2) * 4 * r)
        found.append(Shape(((x - r, y - r), (x + r, y + r)), place.zone.ink))
        if at != number:
            hole = r - max(1, r // 4)
            found.append(Shape(((x - hole, y - hole), (x + hole, y + hole)), place.zone.ground or "ground"))
    return tuple(found)
