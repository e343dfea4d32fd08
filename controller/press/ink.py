"""Colours of each class on each kind of panel, and the finished bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
RED: Colour = (255, 0, 0)
GREEN: Colour = (0, 255, 0)
AMBER: Colour = (255, 255, 0)
WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class Dots:
    """What a panel of dots lights up: on black, never on white, so that it does not blind at night."""

    title: Colour
    text: Colour
    inverted: bool = False
    """The title dark on a lit bar: unmistakable also for who sees no red."""


DOTS: dict[str, dict[str, Dots]] = {
    "red1": {
        "normal": Dots(RED, RED),
        "priority": Dots(RED, RED, inverted=True),
        "emergency": Dots(RED, RED, inverted=True),
    },
    "rg3": {
        "normal": Dots(AMBER, GREEN),
        "priority": Dots(AMBER, AMBER, inverted=True),
        "emergency": Dots(RED, RED, inverted=True),
    },
    "rgb": {
        "normal": Dots(AMBER, WHITE),
        "priority": Dots(AMBER, WHITE, inverted=True),
        "emergency": Dots(RED, WHITE, inverted=True),
    },
}


@dataclass(frozen=True)
class Paper:
    """What a screen shows: a band in the colour of the class over calm paper. Contrast of every pair ≥ 7 : 1."""

    band: Colour
    on_band: Colour
    paper: Colour
    text: Colour
    quiet: Colour


PAPERS: dict[str, Paper] = {
    "normal": Paper((11, 72, 107), WHITE, (250, 248, 242), (24, 28, 32), (74, 82, 90)),
    "priority": Paper((124, 61, 0), WHITE, (255, 249, 235), (24, 28, 32), (84, 72, 56)),
    "emergency": Paper((150, 0, 18), WHITE, (255, 244, 243), (24, 20, 20), (96, 62, 62)),
}


def png(picture: Image.Image) -> bytes:
    """The same picture gives the same bytes."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
