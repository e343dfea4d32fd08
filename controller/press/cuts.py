"""Letters at one size, and the sizes that a panel has.

A line is as high as the highest and lowest ink of all Vietnamese letters at that size, measured from the font itself:
so a mark on a mark (Ế, ẵ, Ộ) is never cut, whatever stands above or below.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from math import ceil

from controller.press.fonts import CrispFace, Face, SmoothFace, font_file, has, strangers
from controller.press.values import Panel

REGULAR, BOLD, DOTS = "NotoSans-Regular", "NotoSans-Bold", "unifont"

LENDERS = ("NotoSansMath-Regular", "NotoSansSymbols2-Regular")
"""Signs that Noto Sans lacks and people paste: ≥ → ● ✓ ☎."""

MARKS = ("", *"\u0300\u0301\u0303\u0309\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = "".join(unicodedata.normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS)
REPERTOIRE = LETTERS + LETTERS.upper() + "đĐQgjpÇÅ0123456789()[]{}|/\\@$%&,;!?“”’–—…²³°×"
"""What a line makes room for."""

JOINING = (
    ("\u0900", "\u0fff"),  # of India, Thai, Lao, of Tibet
    ("\u1000", "\u109f"),  # of Burma
    ("\u1700", "\u18af"),  # of the Philippines, Khmer, Mongolian
    ("\u1950", "\u1b7f"),  # Tai, Khmer's own signs, of Java
    ("\ua980", "\uaadf"),  # of Java, Cham, Tai Viet
    ("\uabc0", "\uabff"),
)
"""Scripts whose letters change their shape or their place by those beside them."""

SMOOTH_FROM = 600
"""Pixels of the shorter side from which it is a screen, whose letters have soft edges; below it is a matrix of dots."""

FITTED = (18, 22, 24, 27, 30, 34, 38, 43, 48, 54, 61, 68, 77, 87, 98, 110, 124, 140)
"""Sizes at which Noto Sans Bold, fitted to dots, keeps all 134 letters apart. (At 20 and 28 a tilde is a macron.)"""
STEP = 1.1
"""From one size of a screen's letters to the next."""


@dataclass(frozen=True)
class Cut:
    """Letters at one size."""

    plain: Face
    bold: Face
    up: int
    """From the baseline to the highest ink."""
    down: int
    capital: int
    """Height of a capital letter."""
    lead: int = 0
    """What is left free between two lines."""

    @property
    def height(self) -> int:
        """Of a line without the lead."""
        return self.up + self.down


def is_dots(panel: Panel) -> bool:
    """Whether the panel's single dots are seen."""
    return panel.colours != "rgb" or min(panel.width, panel.height) < SMOOTH_FROM


def stems(panel: Panel) -> tuple[str, ...]:
    """The fonts that have every letter which this panel can show."""
    return (DOTS,) if is_dots(panel) else (REGULAR, BOLD)


def ladder(panel: Panel, text: str = "") -> tuple[Cut, ...]:
    """The cuts of a panel for this text, from the largest to the smallest that can be told apart from near by."""
    return _ladder(panel.width, panel.height, is_dots(panel), is_dots(panel) and bool(strangers(text, (BOLD,))))


@cache
def _ladder(width: int, height: int, dots: bool, foreign: bool) -> tuple[Cut, ...]:
    if not dots:
        return tuple(smooth(size) for size in _sizes(min(width, height)))
    if foreign:
        return tuple(blocks(scale) for scale in range(max(1, height // 16), 0, -1))
    made = [fitted(size) for size in reversed(FITTED) if size <= height]
    return (*(cut for cut in made if cut.height <= height), blocks(1))


def _sizes(unit: int) -> list[int]:
    size, found = unit * 0.25, []
    while size >= max(12, unit * 0.02):
        found.append(round(size))
        size /= STEP
    return found


@cache
def blocks(scale: int) -> Cut:
    """GNU Unifont: sixteen dots with all marks, and whole multiples of it."""
    face = CrispFace(font_file(DOTS), 16, scale)
    return Cut(face, face, 14 * scale, 2 * scale, 10 * scale)


@cache
def fitted(size: int) -> Cut:
    """Noto Sans Bold, each dot on or off: strokes of two dots and more are seen from further."""
    face = CrispFace(font_file(BOLD), size)
    up, down = _reach(face)
    return Cut(face, face, up, down, -face.ink("H")[1])


@cache
def smooth(size: int) -> Cut:
    """Noto Sans for the eye."""
    up, down = _smooth_reach()
    plain, bold = SmoothFace(REGULAR, size, LENDERS), SmoothFace(BOLD, size, LENDERS)
    return Cut(plain, bold, ceil(up * size) + 1, ceil(down * size) + 1, -plain.ink("H")[1], round(size * 0.04))


@cache
def _smooth_reach() -> tuple[float, float]:
    """Measured once, as shares of the size; fitting to pixels adds less than one."""
    size = 400
    found = [_reach(SmoothFace(stem, size)) for stem in (REGULAR, BOLD)]
    return max(up for up, _ in found) / size, max(down for _, down in found) / size


def _reach(face: Face) -> tuple[int, int]:
    _, top, _, bottom = face.ink(REPERTOIRE)
    return -top, bottom


def unsettable(text: str, panel: Panel) -> list[str]:
    """The letters of `text` that this panel's fonts lack, that reach out of a line, or that change with their
    neighbours: we set sign after sign."""
    found = [
        sign
        for sign in strangers(text, stems(panel))
        if is_dots(panel) or not any(has(lender, sign) for lender in LENDERS)
    ]
    dots = is_dots(panel)
    return found + [
        sign for sign in dict.fromkeys(text) if sign not in found and (joins(sign) or _reaches_out(sign, dots))
    ]


@cache
def joins(sign: str) -> bool:
    """Whether a letter belongs to a script that runs from the right, or whose letters take shape from each other."""
    if unicodedata.bidirectional(sign) in {"R", "AL", "AN"}:
        return True
    mark = unicodedata.category(sign) in {"Mn", "Mc"} and not "\u0300" <= sign <= "\u036f"
    return mark or any(first <= sign <= last for first, last in JOINING)


@cache
def _reaches_out(sign: str, dots: bool) -> bool:
    if sign.isspace() or sign in REPERTOIRE:
        return False
    cuts = [blocks(1)] if dots else [smooth(96)]
    if dots and has(BOLD, sign):
        cuts.append(fitted(98))
    boxes = [(cut, face.ink(sign)) for cut in cuts for face in (cut.plain, cut.bold)]
    return any(-box[1] > cut.up or box[3] > cut.down for cut, box in boxes)
