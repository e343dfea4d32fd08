"""A QR code to a public page: dark on light with its quiet zone, each module the same whole number of dots."""

from __future__ import annotations

import segno
from PIL import Image

from controller.press.content import Content
from controller.press.dither import LIT
from controller.press.ink import BLACK, WHITE
from controller.press.items import Inset, Leaf
from controller.press.place import Place

QUIET = 4
"""Modules that stay light around the code (ISO/IEC 18004)."""
SMALLEST = 2
"""Dots of a module, below which a telephone does not tell them apart."""
LONGEST = 300
"""Characters of an address: longer ones make a code that no board shows large enough."""


def leaves(place: Place, content: Content) -> list[Leaf]:
    """The code, in the middle of the box. Empty where there is no address, or no room for its modules."""
    made = code(content["link"], place)
    if made is None:
        return []
    left, top, right, bottom = place.inner
    return [Leaf((Inset(made, (left + right - made.width) // 2, (top + bottom - made.height) // 2),))]


def code(link: str, place: Place) -> Image.Image | None:
    """The picture of the code."""
    if not link or len(link) > LONGEST:
        return None
    matrix = [bytes(row) for row in segno.make_qr(link, error="m", boost_error=False).matrix]
    left, top, right, bottom = place.inner
    modules = len(matrix) + 2 * QUIET
    scale = min(right - left, bottom - top) // modules
    if scale < SMALLEST:
        return None
    light = LIT.get(place.panel.colours, WHITE if place.panel.colours == "rgb" else (255, 255, 0))
    picture = Image.new("RGB", (modules, modules), light)
    for down, row in enumerate(matrix):
        for across, dark in enumerate(row):
            if dark:
                picture.putpixel((across + QUIET, down + QUIET), BLACK)
    return picture.resize((modules * scale, modules * scale), Image.Resampling.NEAREST)
