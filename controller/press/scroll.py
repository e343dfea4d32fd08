"""What runs: one line of letters, longer than its box, moved by whole dots.

The last of the three ways in which text fits: where it would take too many pages, and for tickers. The line is drawn
once, as a strip that a board moves by itself; each frame is two copies of pixels, so that a small machine makes more of
them than a panel shows. It begins at the left edge, so that who sees it stand still reads its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from controller.press.cuts import Cut
from controller.press.ink import Box, Colour
from controller.press.reading import WORDS_PER_SECOND

SLOWEST, FASTEST = 20, 400
"""Dots a second: slower stands, faster cannot be followed by the eye on any panel that has dots."""
IN_SIGHT_S = 2.0
"""What is gone sooner is missed by who blinks: it slows the line of a small panel."""
LONGEST = 6_000_000
"""Dots of a strip: what does not go on it is set in pages after all, however many."""


def drawn(text: str, cut: Cut, size: tuple[int, int], gap: int, colours: tuple[Colour, Colour]) -> Image.Image:
    """The strip for a box of this size: letters, then so much free space until it begins again."""
    ink, ground = colours
    width, height = size
    made = Image.new("RGB", (max(width + 1, cut.bold.width(text) + gap), height), ground)
    cut.bold.draw(made, 0, (height - cut.height) // 2 + cut.up, text, ink)
    return made


def speed(text: str, cut: Cut, width: int) -> int:
    """As fast as people read, whatever the size of the letters; and each stays in a box of this width long enough."""
    words = max(1, len(text.split()))
    reading = round(cut.bold.width(text) / words * WORDS_PER_SECOND)
    return max(SLOWEST, min(FASTEST, reading, round(width / IN_SIGHT_S)))


def window(strip: Image.Image, at: int, width: int) -> Image.Image:
    """So much of a strip, which begins again where it ends."""
    begin = at % strip.width
    made = strip.crop((begin, 0, begin + width, strip.height))
    if (left := begin + width - strip.width) > 0:
        made.paste(strip.crop((0, 0, left, strip.height)), (width - left, 0))
    return made


class Running:
    """A line that runs through a box of a page, from right to left, without end."""

    def __init__(self, page: Image.Image, box: Box, text: str, cut: Cut, colours: tuple[Colour, Colour]) -> None:
        """``colours``: letters and ground."""
        self._page, self._box = page, box
        self._width = box[2] - box[0]
        self._strip = drawn(text, cut, (self._width, box[3] - box[1]), self._width, colours)
        self.length = self._strip.width
        """Dots until it begins again: the box goes by empty once."""

    def frame(self, at: int) -> Image.Image:
        """The page when the line has run so many dots."""
        made = self._page.copy()
        made.paste(window(self._strip, at, self._width), self._box[:2])
        return made

    def frames(self, step: int = 1) -> Iterator[Image.Image]:
        """Once through, ``step`` dots a frame."""
        return (self.frame(at) for at in range(0, self.length, step))
