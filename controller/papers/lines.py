"""Letters that stand somewhere on a page become text: lines, rows of a table with bars, paragraphs put together again.

The order is the file's own, which is the order of reading where a program made it. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

BAR = " | "
APART = 2.5
"""So many heights of its letters without ink in a line are the space between two cells of a table."""
ALIKE = 0.15
"""Lines of one paragraph differ no more than that in the height of their letters."""
LONG = 0.6
"""Of the page's width: a line that is shorter ended where its writer wanted it to."""
OPENS = re.compile(r"(?:[-–—•●▪*+·o]|\(?\d{1,3}[.)]|\(?[a-zđ][.)]|[IVXLC]+[.)]|Điều \d+[.:]|Chương [IVX\d]+)(?:\s|$)")
"""What begins an item of a list, and so a paragraph."""
UNKNOWN = frozenset("\ufffd\ufffe\uffff")
HYPHENS = "\u00ad\u0002\ufffe"
"""What stands where a word was parted at a line's end."""
CAPITALS = frozenset("ABCDEFGHIKLMNOPQRSTUVXYZbdhkl0123456789")
"""As high as a capital letter, without a mark that would make them higher."""
IGNORED = 0.05
"""Of all letters, the smallest so many are a raised figure or a footnote."""
OLD = re.compile(r"(?:^|\+)(?:\.Vn|VNI[- ])", re.IGNORECASE)
"""Fonts from before Unicode (TCVN3, VNI): what they show is not what the file says."""
MOST_UNKNOWN = 0.1


class Letter(NamedTuple):
    """One sign and where its ink is: left, right, and its height."""

    sign: str
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0


@dataclass(frozen=True)
class Line:
    """One line; `body` is how high most of its letters are, `first` how wide its first word is."""

    text: str
    left: float
    right: float
    body: float
    first: float

    @property
    def is_row(self) -> bool:
        """Of a table."""
        return BAR in self.text


def text_of(letters: Iterable[Letter], width: float) -> str:
    """The paragraphs and rows of one page, so wide, one a line, in composed letters."""
    lines = [line for line in map(_line, _split(letters)) if line is not None]
    return unicodedata.normalize("NFC", "\n".join(_paragraphs(lines, width * LONG)))


def _split(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    found: list[Letter] = []
    for letter in letters:
        if letter.sign in "\r\n":
            yield found
            found = []
        else:
            found.append(letter)
    yield found


def _line(letters: Sequence[Letter]) -> Line | None:
    seen = [one for one in letters if not one.sign.isspace() and one.height > 0]
    if not seen:
        return None
    height = max(one.height for one in seen)
    words, last, first = "", None, 0.0
    for one in letters:
        if one.sign.isspace() or one.height <= 0:
            words += " " if one.sign.isspace() and words and not words.endswith(" ") else ""
            words += one.sign if one.sign in HYPHENS else ""
            continue
        if last is not None and one.left - last.right > APART * height:
            words = words.rstrip() + BAR
        if " " not in words:
            first = one.right - seen[0].left
        words, last = words + one.sign, one
    return Line(words.strip(), seen[0].left, seen[-1].right, median(one.height for one in seen), first)


def _paragraphs(lines: Sequence[Line], long: float) -> list[str]:
    edge = max((line.right for line in lines if not line.is_row and line.right - line.left >= long), default=0.0)
    found: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and before.right - before.left >= long and _goes_on(before, line, edge):
            parted = found[-1][-1] in HYPHENS
            found[-1] = found[-1].rstrip(HYPHENS) + ("" if parted else " ") + line.text
        else:
            found.append(line.text)
        before = line
    return [text.translate(dict.fromkeys(map(ord, HYPHENS))) for text in found]


def _goes_on(before: Line, line: Line, edge: float) -> bool:
    """Whether a line broke only because the next word found no room in it."""
    if before.is_row or line.is_row or OPENS.match(line.text) or before.text.isupper() != line.text.isupper():
        return False
    alike = abs(before.body - line.body) <= ALIKE * max(before.body, line.body)
    return alike and before.right + 0.5 * line.body + line.first > edge


def smallest_capital(letters: Iterable[Letter]) -> float:
    """How high the smallest capital letters are, without the few that are smaller still; 0 where there are none."""
    heights = sorted(one.height for one in letters if one.sign in CAPITALS and one.height > 0)
    return heights[int(len(heights) * IGNORED)] if heights else 0.0


def is_readable(text: str) -> bool:
    """Whether the file says which letters it shows: some tell only their shapes."""
    signs = [sign for sign in text if not sign.isspace()]
    unknown = sum(sign in UNKNOWN or unicodedata.category(sign) in {"Co", "Cn", "Cc"} for sign in signs)
    return bool(signs) and unknown <= MOST_UNKNOWN * len(signs)
