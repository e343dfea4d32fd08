"""Pages of dots: crisp letters of sixteen dots' height, or a whole multiple of it, on black.

Text fits by size first, then by pages. The first page begins with the title; a short bar at the lower edge of each
page says which of how many it is.
"""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw

from controller.press.fonts import CrispFace, font_file
from controller.press.ink import BLACK, DOTS, Dots
from controller.press.lines import Line, Measure, settled, words_of
from controller.press.reading import paragraphs
from controller.press.values import Notice, Panel

CELL = 16
"""Height of a letter of GNU Unifont with all its marks, in dots."""
BASELINE = 14
FONT = "unifont"


@cache
def face(scale: int) -> CrispFace:
    """Unifont at a whole multiple of its size."""
    return CrispFace(font_file(FONT), CELL, scale)


def pages(notice: Notice, panel: Panel) -> list[tuple[Image.Image, int]]:
    """The pictures, each with the number of words on it."""
    ink = DOTS[panel.colours][notice.klass]
    scale = _scale(notice, panel)
    letters, width = face(scale), panel.width
    title = settled(words_of(notice.title), width, Measure(letters.width, letters.width))
    text = _text(notice, letters, width)
    rows = max(1, panel.height // (CELL * scale))
    lines = [(line, True) for line in title] + [(line, False) for line in text]
    cut = [lines[at : at + rows] for at in range(0, len(lines), rows)]
    made = []
    for number, part in enumerate(cut):
        picture = _page(part, panel, ink, letters)
        if len(cut) > 1:
            _progress(picture, number, len(cut), ink)
        made.append((picture, sum(len(line) for line, _ in part)))
    return made


def safe(commune: str, panel: Panel) -> Image.Image:
    """The commune's name, in the middle."""
    ink = DOTS[panel.colours]["normal"]
    scale = next((size for size in range(panel.height // CELL, 1, -1) if _fits(commune, panel, size)), 1)
    letters = face(scale)
    lines = settled(words_of(commune), panel.width, Measure(letters.width, letters.width))
    picture = Image.new("RGB", (panel.width, panel.height), BLACK)
    top = (panel.height - len(lines) * CELL * scale) // 2
    for number, line in enumerate(lines):
        words = _words(line)
        left = (panel.width - letters.width(words)) // 2
        letters.draw(picture, left, top + number * CELL * scale + BASELINE * scale, words, ink.title)
    return picture


def _fits(text: str, panel: Panel, scale: int) -> bool:
    """Whether a few words stand on the panel whole, none of them cut between letters."""
    letters = face(scale)
    words = words_of(text)
    lines = settled(words, panel.width, Measure(letters.width, letters.width))
    uncut = sum(len(line) for line in lines) == len(words)
    return uncut and len(lines) * CELL * scale <= panel.height


def _scale(notice: Notice, panel: Panel) -> int:
    """The largest letters with which all of it stands on one page; the smallest where none do."""
    for scale in range(max(1, panel.height // (2 * CELL)), 1, -1):
        letters = face(scale)
        measure = Measure(letters.width, letters.width)
        count = len(settled(words_of(notice.title), panel.width, measure)) + len(_text(notice, letters, panel.width))
        if count * CELL * scale <= panel.height:
            return scale
    return 1


def _text(notice: Notice, letters: CrispFace, width: int) -> list[Line]:
    measure = Measure(letters.width, letters.width)
    return [line for one in paragraphs(notice.text) for line in settled(words_of(one), width, measure)]


def _page(part: list[tuple[Line, bool]], panel: Panel, ink: Dots, letters: CrispFace) -> Image.Image:
    picture = Image.new("RGB", (panel.width, panel.height), BLACK)
    height = CELL * letters.scale
    top = (panel.height - len(part) * height) // 2 if len(part) * height < panel.height else 0
    for number, (line, is_title) in enumerate(part):
        words, above = _words(line), top + number * height
        left = (panel.width - letters.width(words)) // 2 if is_title else 0
        colour = ink.title if is_title else ink.text
        if is_title and ink.inverted:
            ImageDraw.Draw(picture).rectangle((0, above, panel.width - 1, above + height - 1), fill=ink.title)
            colour = BLACK
        letters.draw(picture, left, above + BASELINE * letters.scale, words, colour)
    return picture


def _progress(picture: Image.Image, number: int, count: int, ink: Dots) -> None:
    """One row of dots: which page of how many."""
    share = picture.width / count
    left, right = round(number * share), round((number + 1) * share) - 2
    ImageDraw.Draw(picture).line((left, picture.height - 1, max(left, right), picture.height - 1), fill=ink.title)


def _words(line: Line) -> str:
    return " ".join(word.text for word in line)
