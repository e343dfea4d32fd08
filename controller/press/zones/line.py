"""One field on one line: as large as the box, then smaller; at the smallest legible size shortened with an ellipsis."""

from __future__ import annotations

from controller.press.content import Content
from controller.press.cuts import Cut
from controller.press.items import Leaf, Run
from controller.press.place import Place


def leaves(place: Place, content: Content) -> list[Leaf]:
    """The line, once."""
    text = " · ".join(content[name].replace("\n", " ") for (name,) in place.zone.sections if content[name])
    if not text:
        return []
    left, top, right, bottom = place.inner
    cuts = [cut for cut, _ in place.sizes(text)]
    cut = next((one for one in cuts if one.bold.width(text) <= right - left), cuts[-1])
    shown = shortened(text, cut, right - left)
    spare = right - left - cut.bold.width(shown)
    at = left + {"left": 0, "centre": spare // 2, "right": spare}[place.zone.align]
    baseline = top + (bottom - top - cut.height) // 2 + cut.up
    return [Leaf((Run(shown, cut.bold, at, baseline, place.zone.ink),))]


def shortened(text: str, cut: Cut, width: int) -> str:
    """As much of it as there is room for."""
    if cut.bold.width(text) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1 and cut.bold.width(" ".join(words) + "…") > width:
        words.pop()
    short = " ".join(words)
    while short and cut.bold.width(short + "…") > width:
        short = short[:-1]
    return f"{short.rstrip()}…"
