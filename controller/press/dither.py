"""A picture in the colours that a panel has.

One bit: the errors of each dot are given to its neighbours, after the picture was made linear, because half of the dots
lit is half of the light, and not the half that a file means by 128. Red and green: the nearest of four colours, errors
likewise. Full colour needs nothing.
"""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageOps

from controller.press.ink import AMBER, BLACK, GREEN, ONE_AMBER, RED, Colour
from controller.press.values import Panel

GAMMA = 2.2
LIT: dict[str, Colour] = {"red1": RED, "amber1": ONE_AMBER}
FOUR = (BLACK, RED, GREEN, AMBER)


def on_panel(picture: Image.Image, panel: Panel) -> Image.Image:
    """The same picture, of the same size, as RGB of nothing but the panel's colours."""
    flat = flattened(picture)
    if panel.colours == "rgb":
        return flat
    linear = ImageOps.autocontrast(flat, cutoff=1).point([round(255 * (at / 255) ** GAMMA) for at in range(256)] * 3)
    if panel.colours == "rg3":
        return linear.quantize(palette=_palette(), dither=Image.Dither.FLOYDSTEINBERG).convert("RGB")
    made = Image.new("RGB", flat.size, BLACK)
    made.paste(LIT[panel.colours], (0, 0), linear.convert("L").convert("1", dither=Image.Dither.FLOYDSTEINBERG))
    return made


def covering(picture: Image.Image, size: tuple[int, int], focus: tuple[float, float]) -> Image.Image:
    """As large as the box; what stands over is cut where `focus` is furthest from."""
    return ImageOps.fit(flattened(picture), size, Image.Resampling.LANCZOS, centering=focus)


def flattened(picture: Image.Image) -> Image.Image:
    """RGB, what is clear on black."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGBA", whole.size, (*BLACK, 255))
        return Image.alpha_composite(ground, whole).convert("RGB")
    return picture.convert("RGB")


@cache
def _palette() -> Image.Image:
    made = Image.new("P", (1, 1))
    made.putpalette([part for colour in FOUR for part in colour])
    return made
