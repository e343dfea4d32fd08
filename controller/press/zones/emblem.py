"""The commune's emblem; where it has none, a ring with the first letters of its name."""

from __future__ import annotations

from PIL import Image

from controller.press.content import Content
from controller.press.dither import on_panel
from controller.press.items import Inset, Item, Leaf, Run, Shape
from controller.press.place import Place
from controller.press.zones.mark import mark

KINDS = ("Xã", "Phường", "Thị trấn", "Đặc khu", "Tỉnh", "Thành phố", "Thôn")
RING = 0.1
LEAST = 24
"""Dots across, below which an emblem beside a name is a blot."""


def leaves(place: Place, content: Content) -> list[Leaf]:
    """In the middle of the box, as large as it stands there whole."""
    left, top, right, bottom = place.inner
    side = min(right - left, bottom - top)
    x, y = (left + right) // 2, (top + bottom) // 2
    if content.emblem is not None:
        small = content.emblem.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        # In all colours the band shows through where the emblem is clear; with few there are only dots, lit or not.
        clear = small.mode == "RGBA" and place.panel.colours == "rgb"
        set_ = small if clear else on_panel(small, place.panel)
        return [Leaf((Inset(set_, x - set_.width // 2, y - set_.height // 2),))]
    r, ground = side // 2 - 1, place.zone.ground or "ground"
    hole = r - max(1, round(r * RING))
    ring = [Shape(((x - one, y - one), (x + one, y + one)), ink) for one, ink in ((r, place.zone.ink), (hole, ground))]
    return [Leaf((*ring, *_letters(initials(content["commune"]), place, x, y, hole)))]


def crest(place: Place, content: Content) -> list[Leaf]:
    """Where a notice has the sign of its class: the emblem of who has one, if it is more than a blot there. What is not
    normal keeps its sign, by which people know it who see no colours.
    """
    left, top, right, bottom = place.inner
    if content.emblem is None or content.klass != "normal" or min(right - left, bottom - top) < LEAST:
        return mark(place, content)
    return leaves(place, content)


def initials(commune: str) -> str:
    """ "Xã Tân Hòa" is TH."""
    for kind in KINDS:
        commune = commune.removeprefix(f"{kind} ")
    return "".join(word[0].upper() for word in commune.split()[:2] if word[0].isalpha())


def _letters(text: str, place: Place, x: int, y: int, r: int) -> list[Item]:
    """As large as a square in the ring holds them."""
    for cut in place.all_cuts(text):
        box = cut.bold.ink(text) if text else (0, 0, 0, 0)
        across, down = box[2] - box[0], box[3] - box[1]
        if text and across * across + down * down <= 4 * r * r * 0.9:
            return [Run(text, cut.bold, x - across // 2 - box[0], y - (box[1] + box[3]) // 2, place.zone.ink)]
    return []
