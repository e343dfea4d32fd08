"""Finding the fonts, and measuring and drawing with them."""

from __future__ import annotations

import threading
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cache
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from controller.errors import Refused

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("~/.local/share/fonts"))

PACKAGES = {
    "NotoSans-Regular": "fonts-noto-core",
    "NotoSans-Bold": "fonts-noto-core",
    "NotoSerif-Regular": "fonts-noto-core",
    "NotoSerif-Bold": "fonts-noto-core",
    "NotoSansMath-Regular": "fonts-noto-core",
    "NotoSansSymbols2-Regular": "fonts-noto-core",
    "unifont": "fonts-unifont",
}
"""Font file (its stem) → the Debian package that brings it."""

ENDINGS = (".otf", ".ttf")

WORDS_KNOWN = 20_000
"""Words whose measures a face remembers before it begins anew: a service sets notices for years."""


@cache
def font_file(stem: str, folders: tuple[Path, ...] = FOLDERS) -> Path:
    """Where the font is. Refuses `fonts-missing` with the package to install."""
    for folder in folders:
        for path in sorted(folder.expanduser().rglob(f"{stem}.*")):
            if path.suffix.lower() in ENDINGS:
                return path
    raise Refused("fonts-missing", packages=PACKAGES[stem])


Ink = tuple[int, int, int, int]
"""Left, top, right, bottom of what is inked, from the pen's place on the baseline."""


class Face(ABC):
    """One font at one size. Widths are whole pixels and hold all the ink; threads share it."""

    mode = "L"

    def __init__(self, path: Path, size: int, scale: int = 1) -> None:
        self.size = size * scale
        self.scale = scale
        self._font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        self._widths: dict[str, tuple[int, int]] = {}
        self._inks: dict[str, Ink] = {}
        self._letters: dict[str, tuple[float, float, float]] = {}
        self._lock = threading.Lock()

    def width(self, text: str) -> int:
        """From the leftmost ink, or the pen, to the rightmost, or the pen's next place."""
        return self._measured(text)[0]

    def ink(self, text: str) -> Ink:
        """What `draw` inks when the pen stands at (0, 0)."""
        found = self._inks.get(text)
        if found is None:
            left, top, right, bottom = self._box(text)
            shift, scale = self._measured(text)[1], self.scale
            across, down = (int(left) + shift, ceil(right) + shift), (int(top), ceil(bottom))
            found = self._inks[text] = (across[0] * scale, down[0] * scale, across[1] * scale, down[1] * scale)
        return found

    def _measured(self, text: str) -> tuple[int, int]:
        """The width, and how far the pen goes in so that the first letter's overhang is inside."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) >= WORDS_KNOWN:
                self._widths.clear()
                self._inks.clear()
            letters = [self._letter(sign) for sign in text]
            length = sum(one[0] for one in letters)
            shift = max((0, *(ceil(-left) for _, left, _ in letters[:1])))
            over = max((0.0, *(over for _, _, over in letters[-1:])))
            # Less than a sixty-fourth of a dot over is a rounding of the font's units, not ink.
            found = self._widths[text] = ((ceil(length + over - 1 / 64) + shift) * self.scale, shift)
        return found

    def _letter(self, sign: str) -> tuple[float, float, float]:
        """How far the pen goes, where the ink begins, and how far it reaches beyond the pen's next place.

        Words are measured by their letters, of which a notice has few: the layout is the basic one, without kerning.
        """
        found = self._letters.get(sign)
        if found is None:
            with self._lock:
                font = self._of(sign)
                length = font.getlength(sign, mode=self.mode)
                left, _, right, _ = font.getbbox(sign, mode=self.mode, anchor="ls")
            found = self._letters[sign] = (length, left, right - length)
        return found

    def _of(self, _sign: str) -> ImageFont.FreeTypeFont:
        """The font that has this letter."""
        return self._font

    def _box(self, text: str) -> tuple[float, float, float, float]:
        with self._lock:
            return self._font.getbbox(text, mode=self.mode, anchor="ls")

    @abstractmethod
    def draw(self, picture: Image.Image, left: int, baseline: int, text: str, colour: int | tuple[int, ...]) -> None:
        """Put letters on a picture, their baseline at this height."""


class SmoothFace(Face):
    """An outline, drawn with soft edges. Signs that it lacks are borrowed from fonts that were made to go with it."""

    def __init__(self, stem: str, size: int, lenders: Sequence[str] = ()) -> None:
        super().__init__(font_file(stem), size)
        self._stem, self._lenders = stem, lenders
        self._lent: dict[str, ImageFont.FreeTypeFont] = {}

    def draw(self, picture: Image.Image, left: int, baseline: int, text: str, colour: int | tuple[int, ...]) -> None:
        left += self._measured(text)[1]
        pen = ImageDraw.Draw(picture)
        for font, at, piece in self._pieces(text):
            with self._lock:
                pen.text((left + at, baseline), piece, colour, font=font, anchor="ls")

    def _box(self, text: str) -> tuple[float, float, float, float]:
        boxes = []
        for font, at, piece in self._pieces(text):
            with self._lock:
                box = font.getbbox(piece, mode=self.mode, anchor="ls")
            boxes.append((box[0] + at, box[1], box[2] + at, box[3]))
        lefts, tops, rights, bottoms = zip(*boxes, strict=True) if boxes else ((0,), (0,), (0,), (0,))
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _pieces(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, int, str]]:
        """Runs of letters of one font, each with the pen's place."""
        found: list[tuple[ImageFont.FreeTypeFont, int, str]] = []
        pen = 0.0
        for sign in text:
            font = self._of(sign)
            if found and found[-1][0] is font:
                found[-1] = (font, found[-1][1], found[-1][2] + sign)
            else:
                found.append((font, round(pen), sign))
            pen += self._letter(sign)[0]
        return found

    def _of(self, sign: str) -> ImageFont.FreeTypeFont:
        if sign.isspace() or not self._lenders or has(self._stem, sign):
            return self._font
        lender = next((stem for stem in self._lenders if has(stem, sign)), None)
        if lender is None:
            return self._font
        if lender not in self._lent:
            file = str(font_file(lender))
            self._lent[lender] = ImageFont.truetype(file, self.size, layout_engine=ImageFont.Layout.BASIC)
        return self._lent[lender]


class CrispFace(Face):
    """Each dot is on or off: a bitmap font, or an outline fitted to the dots. At a larger scale a dot is a square."""

    mode = "1"

    def draw(self, picture: Image.Image, left: int, baseline: int, text: str, colour: int | tuple[int, ...]) -> None:
        size = self.size // self.scale
        mask = Image.new("1", (self.width(text) // self.scale + 2, size * 2))
        with self._lock:
            pen = ImageDraw.Draw(mask)
            pen.fontmode = "1"
            pen.text((self._measured(text)[1], size + size // 2), text, 1, font=self._font, anchor="ls")
        if self.scale > 1:
            mask = mask.resize((mask.width * self.scale, mask.height * self.scale), Image.Resampling.NEAREST)
        picture.paste(colour, (left, baseline - (size + size // 2) * self.scale), mask)


def strangers(text: str, stems: Sequence[str]) -> list[str]:
    """The letters of `text`, each once, that one of the fonts lacks."""
    found = []
    for sign in dict.fromkeys(text):
        if sign.isspace() or all(has(stem, sign) for stem in stems):
            continue
        found.append(sign)
    return found


@cache
def has(stem: str, sign: str) -> bool:
    """Whether the font can draw this letter: a font draws the same box for all that it lacks."""
    if unicodedata.category(sign) in {"Cn", "Co"}:
        return False
    font = _probe(stem)
    return bool(_shape(font, sign) != _shape(font, "\uffff"))


@cache
def _probe(stem: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file(stem)), 16, layout_engine=ImageFont.Layout.BASIC)


def _shape(font: ImageFont.FreeTypeFont, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(sign, mode="1")
    return mask.size, bytes(mask)
