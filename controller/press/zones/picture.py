"""A photo or poster that fills its zone, cut around the point that matters."""

from __future__ import annotations

from controller.press.content import Content
from controller.press.dither import covering, on_panel
from controller.press.items import Inset, Leaf
from controller.press.place import Place


def leaves(place: Place, content: Content) -> list[Leaf]:
    """The picture, in the panel's colours."""
    if content.picture is None:
        return []
    left, top, right, bottom = place.inner
    cut = covering(content.picture, (right - left, bottom - top), content.focus)
    return [Leaf((Inset(on_panel(cut, place.panel), left, top),))]
