"""Colours by meaning, of each class on each kind of panel, and the finished bytes.

A template never names a colour: it says `title`, `band`, `text`; what that is on red dots or on paper stands here.
"""

from __future__ import annotations

import hashlib
import io

from PIL import Image

from controller.press.cuts import is_dots
from controller.press.values import Panel

Colour = tuple[int, int, int]

Box = tuple[int, int, int, int]
"""Left, top, and the first column and row outside."""

BLACK: Colour = (0, 0, 0)
RED: Colour = (255, 0, 0)
GREEN: Colour = (0, 255, 0)
AMBER: Colour = (255, 255, 0)
ONE_AMBER: Colour = (255, 170, 0)
"""What a board of amber dots alone is lit in."""
WHITE: Colour = (255, 255, 255)
BLUE: Colour = (0, 46, 128)

MEANINGS = ("ground", "text", "title", "title-ground", "quiet", "band", "on-band")
"""ground: what the page lies on · text · title, and what lies under it · quiet: what matters less · band: a strip in
the colour of the class · on-band: what is written there."""

Inks = dict[str, Colour]


def _dots(title: Colour, text: Colour, band: Colour, on_band: Colour = BLACK, *, dark_title: bool = False) -> Inks:
    """On black, never on white, so that it does not blind at night. A dark title on a lit bar is told apart also by
    who sees no colours."""
    written, under = (BLACK, title) if dark_title else (title, BLACK)
    return dict(zip(MEANINGS, (BLACK, text, written, under, text, band, on_band), strict=True))


def _paper(band: Colour, paper: Colour, text: Colour, quiet: Colour) -> Inks:
    """A band in the colour of the class over calm paper. Contrast of every pair of letters and ground is ≥ 7 : 1."""
    return dict(zip(MEANINGS, (paper, text, band, paper, quiet, band, WHITE), strict=True))


def _one_bit(lit: Colour) -> dict[str, Inks]:
    plain, dark = _dots(lit, lit, lit), _dots(lit, lit, lit, dark_title=True)
    return {"normal": plain, "priority": dark, "emergency": dark}


DOTS: dict[str, dict[str, Inks]] = {
    "red1": _one_bit(RED),
    "amber1": _one_bit(ONE_AMBER),
    "rg3": {
        "normal": _dots(AMBER, GREEN, GREEN),
        "priority": _dots(AMBER, AMBER, AMBER, dark_title=True),
        "emergency": _dots(RED, RED, RED, dark_title=True),
    },
    "rgb": {
        "normal": _dots(AMBER, WHITE, BLUE, WHITE),
        "priority": _dots(AMBER, WHITE, AMBER, dark_title=True),
        "emergency": _dots(RED, WHITE, RED, WHITE, dark_title=True),
    },
}

PAPERS: dict[str, Inks] = {
    "normal": _paper((11, 72, 107), (250, 248, 242), (24, 28, 32), (74, 82, 90)),
    "priority": _paper((124, 61, 0), (255, 249, 235), (24, 28, 32), (84, 72, 56)),
    "emergency": _paper((150, 0, 18), (255, 244, 243), (24, 20, 20), (96, 62, 62)),
}


def inks(panel: Panel, klass: str) -> Inks:
    """The colours of a class on a panel."""
    return DOTS[panel.colours][klass] if is_dots(panel) else PAPERS[klass]


LARGE = 500_000
"""Dots of a page from which packing it took half of all the time that it takes to make one."""
FAST, SMALL = 3, 6
"""Levels of packing: on a page of 1920 × 1080, 65 ms and 192 KB against 95 to 125 ms and 171 KB."""


def png(picture: Image.Image) -> bytes:
    """The same picture gives the same bytes."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=FAST if picture.width * picture.height >= LARGE else SMALL)
    return out.getvalue()


def fingerprint(picture: Image.Image) -> str:
    """SHA-256 of the raw frame (RGB, row by row): what a board reports of its panel."""
    return hashlib.sha256(picture.tobytes()).hexdigest()
