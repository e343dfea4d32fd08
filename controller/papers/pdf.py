"""In the process: the pages of a PDF as pictures without their margins, how high their letters are, and the text.

PDFium draws it, without JavaScript (it is not built in) and without filling in forms.
"""

from __future__ import annotations

import ctypes
import io
import math
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from controller.errors import Refused
from controller.papers.lines import OLD, Letter, is_readable, smallest_capital, text_of
from controller.papers.picture import marked
from controller.papers.values import Document, Limits, PaperPage, Taken, Told

LOOK_SIDE = 700
"""A small picture of the page comes first: it shows where its margins are."""
MARGIN = 0.012
"""Of the page's longer side, left free around its ink."""
FINEST = 6.0
"""Dots for a point: what stands alone on a page is not drawn finer."""
FAINT = 24
"""So much darker or lighter than the paper is ink."""
MOST_LETTERS = 30_000
"""Of one page: a newspaper's has a third."""
SIDES = (1.0, 20_000.0)
"""Points of a page's sides: from a grain to seven metres."""
FONT_STEP = 40
LOOKED_AT = 4_000_000


@dataclass
class Found:
    """What is known so far."""

    pages: list[PaperPage] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    old: bool = False
    script: bool = False


def take(file: BinaryIO, limits: Limits) -> Document:
    """The paper. Refuses ``paper-locked``, ``paper-broken``, ``paper-empty``."""
    try:
        paper = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise Refused("paper-locked" if locked else "paper-broken") from error
    count = len(paper)
    found = Found(script=_has_script(paper, file))
    for number in range(min(count, limits.pages)):
        try:
            _page(paper[number], found, limits)
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise Refused("paper-broken") from error
    if not found.pages:
        raise Refused("paper-empty")
    return _told(count, found, limits)


def _has_script(paper: Any, file: BinaryIO) -> bool:
    """Whether it brings programs that another reader would run."""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(paper) > 0:
        return True
    file.seek(0)
    return b"/JavaScript" in file.read(LOOKED_AT)


def _page(page: Any, found: Found, limits: Limits) -> None:
    letters = _letters(page, found)
    text = text_of(letters, page.get_width())
    picture, scale = _drawn(page, limits)
    if picture is None:
        return
    found.texts.append(text)
    out = io.BytesIO()
    letter, count = round(smallest_capital(letters) * scale, 2), len(text.split())
    _lean(picture).save(out, "PNG", compress_level=2, pnginfo=marked(letter, count))
    made = Taken(out.getvalue(), "png", picture.width, picture.height)
    found.pages.append(PaperPage(made, letter, count))


def _letters(page: Any, found: Found) -> list[Letter]:
    """Every sign of the page with the box of its ink, in the file's order."""
    text = page.get_textpage()
    sideways = page.get_rotation() in {90, 270}
    sides = [ctypes.c_double() for _ in range(4)]
    letters = []
    for at in range(min(text.count_chars(), MOST_LETTERS)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at) or 0xFFFD)
        known = pdfium.FPDFText_GetCharBox(text, at, *sides)
        left, right, bottom, top = (side.value for side in sides) if known else (0.0, 0.0, 0.0, 0.0)
        if sideways:
            left, right, bottom, top = -top, -bottom, left, right
        letters.append(Letter(sign, left, right, max(0.0, top - bottom)))
        if at % FONT_STEP == 0:
            found.old = found.old or bool(OLD.search(_font(text, at)))
    return letters


def _font(text: Any, at: int) -> str:
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, at, name, len(name), flags)
    return name.value.decode("utf-8", "replace")


def _drawn(page: Any, limits: Limits) -> tuple[Image.Image | None, float]:
    """The page without its margins, and dots for each point of it; no picture of a page without ink."""
    width, height = page.get_size()
    if not all(math.isfinite(side) and SIDES[0] <= side <= SIDES[1] for side in (width, height)):
        raise ValueError(width, height)
    look = LOOK_SIDE / max(width, height)
    box = _ink(_render(page, look, (0.0, 0.0, 0.0, 0.0)))
    if box is None:
        return None, 0.0
    edge = MARGIN * max(width, height)
    left, top = max(0.0, box[0] / look - edge), max(0.0, box[1] / look - edge)
    right, bottom = min(width, box[2] / look + edge), min(height, box[3] / look + edge)
    scale = min(FINEST, limits.page_side / max(right - left, bottom - top))
    return _render(page, scale, (left, height - bottom, width - right, top)), scale


def _render(page: Any, scale: float, crop: tuple[float, float, float, float]) -> Image.Image:
    bitmap = page.render(scale=scale, crop=crop, may_draw_forms=False, rev_byteorder=True, limit_image_cache=True)
    try:
        made: Image.Image = bitmap.to_pil().convert("RGB")
        return made.copy()
    finally:
        bitmap.close()


def _lean(picture: Image.Image) -> Image.Image:
    """Without the colours that it does not have: a page of black letters is written in a third of the time."""
    red, green, blue = picture.split()
    grey = all(ImageChops.difference(red, other).getextrema() == (0, 0) for other in (green, blue))
    return red if grey else picture


def _ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Where it differs from the colour of its corner."""
    paper = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    return ImageChops.difference(picture, paper).convert("L").point(lambda at: 255 * (at > FAINT)).getbbox()


def _told(count: int, found: Found, limits: Limits) -> Document:
    told = []
    if count > limits.pages:
        told.append(Told("paper-first-pages", {"count": count, "limit": limits.pages}))
    if found.script:
        told.append(Told("paper-script"))
    text = "\n\n".join(filter(None, found.texts))
    if found.old:
        told.append(Told("paper-old-letters"))
        text = ""
    elif not is_readable(text):
        told.append(Told("paper-no-text"))
        text = ""
    if len(text) > limits.chars:
        told.append(Told("paper-text-cut", {"length": len(text), "limit": limits.chars}))
        text = text[: limits.chars]
    return Document("pdf", count, tuple(found.pages), text, tuple(told))
