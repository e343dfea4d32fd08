"""How text fits a box: by size, then by pages. What neither helps runs (`scroll`).

The largest letters with which all of it stands on one page; where not even the smallest legible ones do that, as few
pages as those would take, in the largest letters that take no more, evenly filled. A title that leaves room enough is
repeated on each page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from controller.press.cuts import Cut
from controller.press.lines import Line, Measure, Word, balanced, settled, words_of
from controller.press.reading import paragraphs

REPEATED = 0.42
"""A title that takes more of the height than this stands on the first page only."""
LONGEST_LEAD = 28
"""Letters before a colon that are set bold ("Thời gian:"); a longer beginning is just a sentence."""


@dataclass(frozen=True)
class Part:
    """One field of a notice, in its style."""

    text: str
    ink: str = "text"
    ground: str = ""
    bold: bool = False
    title: bool = False
    """In larger letters, in lines of equal length, repeated on each page."""
    align: str = "left"


@dataclass(frozen=True)
class Row:
    """A line as it is set."""

    line: Line
    cut: Cut
    part: Part
    above: int = 0
    """Free space over it, where it is not the first of a page."""
    torn: bool = False
    """Stands in a paragraph of which a word was cut between letters."""

    @property
    def height(self) -> int:
        return self.cut.height


Sizes = Sequence[tuple[Cut, Cut]]
"""Cuts of text and of titles that go together, from the largest to the smallest legible."""


def flow(parts: Sequence[Part], sizes: Sizes, width: int, height: int) -> list[list[Row]]:
    """The pages of `parts` in a box."""
    for pair in _promising(parts, sizes, width, height):
        rows = list(_rows(parts, pair, width))
        if _high(rows) <= height and not any(row.torn for row in rows):
            return [rows]
    tried = [_pages(list(_rows(parts, pair, width)), height) for pair in sizes[-8:] if _some(pair, height)]
    tried = [pages for pages in tried if not any(row.torn for page in pages for row in page)] or tried[-1:]
    fewest = min(len(pages) for pages in tried)
    return next(pages for pages in tried if len(pages) == fewest)


def _promising(parts: Sequence[Part], sizes: Sizes, width: int, height: int) -> Iterator[tuple[Cut, Cut]]:
    """Without those in which the words alone cover more than the box: breaking them into lines would be for nothing."""
    least = sizes[-1][0]
    across = sum(least.plain.width(part.text.replace("\n", " ")) for part in parts)
    for pair in sizes:
        if across * (pair[0].capital / least.capital) * 0.9 * pair[0].height <= width * height:
            yield pair


def _some(pair: tuple[Cut, Cut], height: int) -> bool:
    return max(pair[0].height, pair[1].height) <= height


def _rows(parts: Sequence[Part], pair: tuple[Cut, Cut], width: int) -> Iterator[Row]:
    first = True
    for part in parts:
        cut, opening = pair[1] if part.title else pair[0], True
        for paragraph in paragraphs(part.text):
            words = _marked(paragraph, part)
            lines = (balanced if part.title else settled)(words, width, Measure(cut.plain.width, cut.bold.width))
            torn = sum(map(len, lines)) > len(words)
            for number, line in enumerate(lines):
                apart = cut.lead if number else cut.lead * (6 if opening and not first else 3)
                yield Row(line, cut, part, apart, torn)
                first = opening = False


def _marked(paragraph: str, part: Part) -> list[Word]:
    """Words of a paragraph; what stands before an early colon is its lead."""
    lead, colon, rest = paragraph.partition(": ")
    if not part.bold and colon and len(lead) <= LONGEST_LEAD:
        return words_of(f"{lead}:", lead=True) + words_of(rest)
    return words_of(paragraph, lead=part.bold)


def _high(rows: Sequence[Row]) -> int:
    return sum(row.height + (row.above if number else 0) for number, row in enumerate(rows))


def _pages(rows: list[Row], height: int) -> list[list[Row]]:
    repeated = _head(rows, height)
    body = rows[len(repeated) :]
    room = height - _high(repeated) - (body[0].above if repeated else 0)
    count, low, high = len(_filled(body, room)), 1, room
    while low < high:
        middle = (low + high) // 2
        if len(_filled(body, middle)) <= count:
            high = middle
        else:
            low = middle + 1
    return [repeated + page for page in _filled(body, high)]


def _head(rows: list[Row], height: int) -> list[Row]:
    """The rows that stand on each page: of the titles at the beginning so many, whole, as leave room enough."""
    found: list[Row] = []
    for part in dict.fromkeys(row.part for row in rows):
        longer = found + [row for row in rows if row.part == part]
        if not part.title or _high(longer) > height * REPEATED or len(longer) == len(rows):
            break
        found = longer
    return found


def _filled(rows: list[Row], room: int) -> list[list[Row]]:
    pages: list[list[Row]] = []
    used = 0
    for row in rows:
        if pages and used + row.above + row.height <= room:
            pages[-1].append(row)
            used += row.above + row.height
        else:
            pages.append([row])
            used = row.height
    return pages
