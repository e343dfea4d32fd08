"""Pages of paper: a band with the commune's name and the class, a large title, text as large as it fits.

All sizes are shares of the panel's shorter side, so that a portrait screen and a 4K one are set alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

from controller.press.fonts import SmoothFace, font_file
from controller.press.ink import PAPERS, Paper
from controller.press.lines import Line, Measure, Word, balanced, settled, words_of
from controller.press.reading import paragraphs
from controller.press.values import Notice, Panel

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
LEADING = 1.36
"""Line height: room for Ệ over Ẫ. Noto's ascent is 1.07 and its descent 0.29 of the size."""
ASCENT = 1.07
SIZES = tuple(share / 1000 for share in (92, 84, 76, 70, 64, 58, 53, 49))
"""Text sizes that are tried, as shares of the shorter side; the last is still read from eight metres on 55 inches."""
LONGEST_LEAD = 28
"""Letters before a colon that are set bold ("Thời gian:"); a longer beginning is just a sentence."""


@cache
def face(stem: str, size: int) -> SmoothFace:
    """A font at a size."""
    return SmoothFace(font_file(stem), size)


@dataclass(frozen=True)
class Sheet:
    """The places on a panel, in pixels."""

    width: int
    height: int
    unit: int
    band: int
    margin: int

    @classmethod
    def of(cls, panel: Panel) -> Sheet:
        unit = min(panel.width, panel.height)
        return cls(panel.width, panel.height, unit, round(unit * 0.125), round(unit * 0.065))

    @property
    def column(self) -> int:
        """Width of the text."""
        return self.width - 2 * self.margin


def pages(notice: Notice, panel: Panel) -> list[tuple[Image.Image, int]]:
    """The pictures, each with the number of words on it."""
    sheet, paper = Sheet.of(panel), PAPERS[notice.klass]
    title_size, title = _title(notice, sheet)
    head = round(len(title) * title_size * 1.22) + round(sheet.unit * 0.05)
    top = sheet.band + round(sheet.unit * 0.055)
    room = sheet.height - top - head - round(sheet.unit * 0.075)
    size, cut = _flow(notice, sheet, room)
    made = []
    for number, part in enumerate(cut):
        picture = _blank(sheet, paper, notice)
        _draw_title(picture, sheet, paper, top, title_size, title)
        _draw_text(picture, sheet, paper, top + head, size, part)
        if len(cut) > 1:
            _draw_progress(picture, sheet, paper, number, len(cut))
        words = sum(len(line) for line in part if line) + sum(map(len, title))
        made.append((picture, words))
    return made


def safe(commune: str, panel: Panel) -> Image.Image:
    """The commune's name on calm ground."""
    sheet, paper = Sheet.of(panel), PAPERS["normal"]
    picture = Image.new("RGB", (sheet.width, sheet.height), paper.band)
    size = round(sheet.unit * 0.15)
    lines = _bold_lines(commune, sheet, size)
    while size > 12 and len(lines) * size * LEADING > sheet.height * 0.7:
        size = size * 9 // 10
        lines = _bold_lines(commune, sheet, size)
    bold = face(BOLD, size)
    top = (sheet.height - round(len(lines) * size * LEADING)) // 2
    for number, line in enumerate(lines):
        words = _words(line)
        left = (sheet.width - bold.width(words)) // 2
        bold.draw(picture, left, top + round((number * LEADING + ASCENT) * size), words, paper.on_band)
    rule = top + round(len(lines) * size * LEADING) + sheet.unit // 40
    half = sheet.unit // 8
    pen = ImageDraw.Draw(picture)
    pen.rectangle(
        (sheet.width // 2 - half, rule, sheet.width // 2 + half, rule + sheet.unit // 150), fill=paper.on_band
    )
    return picture


# ------------------------------------------------------------------ fitting


def _title(notice: Notice, sheet: Sheet) -> tuple[int, list[Line]]:
    """At most two lines where letters of a good size allow, else three smaller ones, else as many as it takes."""
    for share, most in ((0.098, 1), (0.086, 2), (0.074, 2), (0.064, 3), (0.055, 4)):
        size = round(sheet.unit * share)
        lines = _bold_lines(notice.title, sheet, size)
        if len(lines) <= most:
            return size, lines
    size = round(sheet.unit * 0.048)
    return size, _bold_lines(notice.title, sheet, size)


def _bold_lines(text: str, sheet: Sheet, size: int) -> list[Line]:
    bold = face(BOLD, size)
    return balanced(words_of(text), sheet.column, Measure(bold.width, bold.width))


def _flow(notice: Notice, sheet: Sheet, room: int) -> tuple[int, list[list[Line]]]:
    """The largest size with which all fits on one page; else the smallest, on as many pages as it takes, evenly."""
    tried = [(size, _lines(notice, sheet, size)) for size in (round(sheet.unit * share) for share in SIZES)]
    fewest = min(_count(len(lines), size, room) for size, lines in tried)
    # The largest letters that take no more pages than the smallest would.
    size, lines = next((size, lines) for size, lines in tried if _count(len(lines), size, room) == fewest)
    even = -(-len(lines) // fewest)
    return size, [lines[at : at + even] for at in range(0, len(lines), even)]


def _count(lines: int, size: int, room: int) -> int:
    """How many pages so many lines take."""
    return -(-lines // max(1, int(room / (size * LEADING))))


def _lines(notice: Notice, sheet: Sheet, size: int) -> list[Line]:
    measure = Measure(face(REGULAR, size).width, face(BOLD, size).width)
    return [line for one in paragraphs(notice.text) for line in settled(_marked(one), sheet.column, measure)]


def _marked(paragraph: str) -> list[Word]:
    """Words of a paragraph; what stands before an early colon is its lead."""
    lead, colon, rest = paragraph.partition(": ")
    if colon and len(lead) <= LONGEST_LEAD:
        return words_of(f"{lead}:", lead=True) + words_of(rest)
    return words_of(paragraph)


# ------------------------------------------------------------------ drawing


def _blank(sheet: Sheet, paper: Paper, notice: Notice) -> Image.Image:
    picture = Image.new("RGB", (sheet.width, sheet.height), paper.paper)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, sheet.width, sheet.band), fill=paper.band)
    size = round(sheet.unit * 0.05)
    bold = face(BOLD, size)
    baseline = (sheet.band + round(size * 0.72)) // 2
    label = notice.label
    right = sheet.width - sheet.margin
    left = right - bold.width(label)
    bold.draw(picture, left, baseline, label, paper.on_band)
    _mark(picture, notice.klass, left - round(size * 1.3), sheet.band // 2, round(size * 0.42), paper)
    commune = _shortened(notice.commune, bold, left - round(size * 2.4) - sheet.margin)
    bold.draw(picture, sheet.margin, baseline, commune, paper.on_band)
    if notice.klass == "emergency":
        edge = max(4, sheet.unit // 60)
        pen.rectangle((0, 0, sheet.width - 1, sheet.height - 1), outline=paper.band, width=edge)
    return picture


def _mark(picture: Image.Image, klass: str, x: int, y: int, r: int, paper: Paper) -> None:
    """A shape for each class, for those who do not see its colour: disc, diamond, triangle with a stroke."""
    pen = ImageDraw.Draw(picture)
    if klass == "normal":
        pen.ellipse((x - r, y - r, x + r, y + r), fill=paper.on_band)
    elif klass == "priority":
        pen.polygon(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), fill=paper.on_band)
    else:
        pen.polygon(((x, y - r), (x + r, y + r), (x - r, y + r)), fill=paper.on_band)
        pen.rectangle((x - r // 9, y - r // 4, x + r // 9, y + r // 3), fill=paper.band)
        pen.rectangle((x - r // 9, y + r // 2, x + r // 9, y + r * 7 // 10), fill=paper.band)


def _draw_title(picture: Image.Image, sheet: Sheet, paper: Paper, top: int, size: int, title: list[Line]) -> None:
    bold = face(BOLD, size)
    for number, line in enumerate(title):
        bold.draw(picture, sheet.margin, top + round((number * 1.22 + 1.0) * size), _words(line), paper.band)


def _draw_text(picture: Image.Image, sheet: Sheet, paper: Paper, top: int, size: int, lines: list[Line]) -> None:
    plain, bold = face(REGULAR, size), face(BOLD, size)
    for number, line in enumerate(lines):
        left, baseline = sheet.margin, top + round((number * LEADING + ASCENT) * size)
        for word in line:
            letters = bold if word.lead else plain
            letters.draw(picture, left, baseline, word.text, paper.text)
            left += letters.width(word.text) + plain.width(" ")


def _draw_progress(picture: Image.Image, sheet: Sheet, paper: Paper, number: int, count: int) -> None:
    """A disc for each page, the present one filled."""
    r = max(3, sheet.unit // 110)
    y = sheet.height - round(sheet.unit * 0.04)
    pen = ImageDraw.Draw(picture)
    for at in range(count):
        x = sheet.width // 2 + round((at - (count - 1) / 2) * 4 * r)
        box = (x - r, y - r, x + r, y + r)
        pen.ellipse(box, fill=paper.band if at == number else None, outline=paper.quiet, width=max(1, r // 4))


def _shortened(text: str, letters: SmoothFace, width: int) -> str:
    """As much of a long name as there is room for."""
    if letters.width(text) <= width:
        return text
    while text and letters.width(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _words(line: Line) -> str:
    return " ".join(word.text for word in line)
