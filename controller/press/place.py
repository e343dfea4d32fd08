"""A zone on one panel: its box in dots, and the sizes of letters that may stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from controller.press.cuts import Cut, is_dots, ladder
from controller.press.fit import Sizes
from controller.press.ink import Box
from controller.press.template import Zone
from controller.press.values import Panel

TITLE = 1.32
"""How much larger a title is than its text, where there is room."""
WIDEST = "W"
UNKNOWN = 0.034
"""The smallest legible capital where nobody said how far away people stand, as a share of the shorter side."""
ROOM_FOR_TITLES = 96
"""Dots of height from which there is."""


@dataclass(frozen=True)
class Place:
    """A zone, and the panel that it is on."""

    zone: Zone
    panel: Panel

    @property
    def dots(self) -> bool:
        """Whether single dots are seen."""
        return is_dots(self.panel)

    @property
    def box(self) -> Box:
        """The zone in dots; zones that touch in the template touch on every panel."""
        left, top, width, height = self.zone.at
        across, down = self.panel.width, self.panel.height
        return round(left * across), round(top * down), round((left + width) * across), round((top + height) * down)

    @property
    def inner(self) -> Box:
        """Without the margin."""
        left, top, right, bottom = self.box
        margin = round(self.zone.margin * min(self.panel.width, self.panel.height))
        return left + margin, top + margin, right - margin, bottom - margin

    @property
    def smallest_letter(self) -> int:
        """Height of the smallest capital that is read from where people stand."""
        return self.panel.smallest_letter or round(UNKNOWN * min(self.panel.width, self.panel.height))

    def sizes(self, text: str) -> Sizes:
        """Cuts for text and title in this zone, from the largest to the smallest legible one; a title gives way first.

        Where not even the smallest legible letters fit the zone's height, the largest that do.
        """
        left, top, right, bottom = self.inner
        unit, cuts = min(self.panel.width, self.panel.height), ladder(self.panel, text)
        fitting = [cut for cut in cuts if cut.height <= bottom - top and cut.bold.width(WIDEST) <= right - left]
        fitting = fitting or [cuts[-1]]
        legible = [cut for cut in fitting if cut.capital >= self.smallest_letter] or fitting[:1]
        small_enough = [cut for cut in legible if cut.capital <= self.zone.largest * unit] or legible[-1:]
        pairs = [(cut, title) for cut in small_enough for title in (self._title(cut, fitting, bottom - top), cut)]
        return tuple(dict.fromkeys(pairs))

    def _title(self, cut: Cut, cuts: list[Cut], height: int) -> Cut:
        if self.dots and height < ROOM_FOR_TITLES:
            return cut
        return next(one for one in cuts if one.capital <= cut.capital * TITLE)

    def holds(self, rows: int, words: str) -> bool:
        """Whether so many lines of the smallest legible letters stand in it, and `words` on one of them."""
        left, top, right, bottom = self.inner
        cuts = [cut for cut in ladder(self.panel) if cut.capital >= self.smallest_letter]
        return bool(cuts) and cuts[-1].height * rows <= bottom - top and cuts[-1].bold.width(words) <= right - left

    def all_cuts(self, text: str) -> tuple[Cut, ...]:
        """Every cut of the panel for this text: for letters that are a figure, not to be read from afar."""
        return ladder(self.panel, text)
