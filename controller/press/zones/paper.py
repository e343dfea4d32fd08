"""Pages of a paper: each whole where its letters are large enough then, else in strips as wide as the zone.

Strips end between lines. Where no row of dots is free of ink, the next one begins a little above the end of the last,
so that no line is only shown cut.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PIL import Image

from controller.press.content import Content, Paper
from controller.press.dither import flattened, on_panel
from controller.press.items import Inset, Leaf
from controller.press.place import Place

Size = tuple[int, int, float]
"""A page's width, height, and the height of its smallest capitals, in its own dots; 0 where nobody knows."""

INK = 40
"""Levels of light between the darkest and the lightest dot of a row that has ink."""
LEAST_SHARE = 0.55
"""A strip is not shorter than that of what the zone holds, only to end between lines."""
EDGE = 0.03
"""Of a strip is left free over its first line."""
OVER = 0.06
"""Of a strip is shown again where it could not end between lines."""
MOST_STRIPS = 8
ROUNDING = 0.001
LARGER = 1.15
"""Strips must make letters so many times as large, or the page stays whole."""


def leaves(place: Place, content: Content) -> list[Leaf]:
    """A leaf for each page or strip."""
    return [leaf for one in content.pages for leaf in _leaves(place, one)]


def letter(place: Place, pages: Iterable[Size]) -> int | None:
    """The height in dots of the smallest capitals as they will stand there; None where no page says."""
    shown = [high * scale(place, (width, height, high)) for width, height, high in pages if high]
    return int(min(shown)) if shown else None


def scale(place: Place, size: Size) -> float:
    """Dots of the zone for each of a page's own: of both ways the larger where that helps. Whole, if letters are
    legible so or nobody knows their height."""
    left, top, right, bottom = place.inner
    across, down, (width, height, high) = right - left, bottom - top, size
    whole, wide = min(across / width, down / height), across / width
    fits = not high or high * whole >= place.smallest_letter
    return whole if fits or wide < whole * LARGER or height * wide > down * MOST_STRIPS else wide


def _strips(picture: Image.Image, room: int) -> list[tuple[int, int]]:
    """From where to where each goes, none higher than the room; what is empty between two is left out."""
    grey = np.asarray(picture.convert("L")).astype(int)
    free = grey.max(axis=1) - grey.min(axis=1) < INK
    inked = np.flatnonzero(~free)
    found: list[tuple[int, int]] = []
    top, height = 0, picture.height
    while height - top > room:
        between = np.flatnonzero(free[top + int(room * LEAST_SHARE) : top + room])
        end = top + int(room * LEAST_SHARE) + int(between[-1]) if between.size else top + room
        found.append((top, end))
        following = inked[inked >= end]
        if between.size and not following.size:
            return found
        top = max(end, int(following[0]) - int(room * EDGE)) if between.size else end - int(room * OVER)
    return [*found, (top, height)]


def _leaves(place: Place, paper: Paper) -> list[Leaf]:
    left, top, right, bottom = place.inner
    size, flat = (right - left, bottom - top), flattened(paper.picture)
    larger = scale(place, (*flat.size, paper.letter))
    strips = _strips(flat, max(1, int(size[1] / larger + ROUNDING)))
    made = []
    for first, last in strips:
        cut = flat.crop((0, first, flat.width, last))
        dots = [min(most, max(1, round(side * larger))) for side, most in zip(cut.size, size, strict=True)]
        small = cut.resize((dots[0], dots[1]), Image.Resampling.LANCZOS)
        sheet = Image.new("RGB", size, flat.getpixel((0, 0)))
        sheet.paste(small, ((size[0] - small.width) // 2, (size[1] - small.height) // 2))
        made.append(Leaf((Inset(on_panel(sheet, place.panel), left, top),), paper.words // len(strips)))
    return made
