"""What runs: one line of letters, longer than its box, moved by whole dots.

The last of the three ways in which text fits: where pages would be torn between letters, and for tickers. The line is
drawn once; each frame is two copies of pixels, so that a small machine makes more of them than a panel shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from controller.press.cuts import Cut
from controller.press.ink import Colour
from controller.press.items import Box


class Running:
    """A line that runs through a box of a page, from right to left, without end."""

    def __init__(self, page: Image.Image, box: Box, text: str, cut: Cut, colours: tuple[Colour, Colour]) -> None:
        """``colours``: letters and ground."""
        ink, ground = colours
        self._page, self._box = page, box
        width, height = box[2] - box[0], box[3] - box[1]
        self.length = width + cut.bold.width(text)
        """Dots until it begins again: the box goes by empty once."""
        self._strip = Image.new("RGB", (self.length + width, height), ground)
        cut.bold.draw(self._strip, width, (height - cut.height) // 2 + cut.up, text, ink)

    def frame(self, at: int) -> Image.Image:
        """The page when the line has run so many dots."""
        left, top, right, bottom = self._box
        begin = at % self.length
        made = self._page.copy()
        made.paste(self._strip.crop((begin, 0, begin + right - left, bottom - top)), (left, top))
        return made

    def frames(self, step: int = 1) -> Iterator[Image.Image]:
        """Once through, ``step`` dots a frame."""
        return (self.frame(at) for at in range(0, self.length, step))
