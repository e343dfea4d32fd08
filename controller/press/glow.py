"""A page of a matrix as it looks from near by: each dot a round lamp, lit or dark, and black between them."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageChops, ImageDraw

from controller.press.cuts import SMOOTH_FROM

WIDE = 1200
"""Pixels across, about."""
MOST_ZOOM = 12
FINE = 8
"""A lamp is drawn so many times larger first: its edge shall be soft."""
LAMP = 0.8
"""Of a dot's pitch: how wide a lamp is."""
OFF = (26, 26, 28)
"""A lamp that is not lit, by daylight."""


def lit(png: bytes) -> bytes:
    """Such a picture of a page; a page of a screen is what it is."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as page:
        if min(page.size) >= SMOOTH_FROM:
            return png
        dots = page.convert("RGB")
    zoom = max(2, min(MOST_ZOOM, WIDE // dots.width))
    size = (dots.width * zoom, dots.height * zoom)
    lamps = ImageChops.lighter(dots, Image.new("RGB", dots.size, OFF)).resize(size, Image.Resampling.NEAREST)
    made = ImageChops.multiply(lamps, _mask(dots.width, dots.height, zoom))
    out = io.BytesIO()
    made.save(out, "PNG", compress_level=6)
    return out.getvalue()


@cache
def _lamp(zoom: int) -> Image.Image:
    large = Image.new("L", (zoom * FINE, zoom * FINE))
    edge = zoom * FINE * (1 - LAMP) / 2
    ImageDraw.Draw(large).ellipse((edge, edge, zoom * FINE - edge, zoom * FINE - edge), fill=255)
    return large.resize((zoom, zoom), Image.Resampling.BOX)


def _mask(across: int, down: int, zoom: int) -> Image.Image:
    """One lamp after the other, row by row."""
    row = Image.new("L", (across * zoom, zoom))
    for at in range(across):
        row.paste(_lamp(zoom), (at * zoom, 0))
    whole = Image.new("L", (across * zoom, down * zoom))
    for at in range(down):
        whole.paste(row, (0, at * zoom))
    return whole.convert("RGB")
