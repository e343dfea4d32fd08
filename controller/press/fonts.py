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
    "unifont": "fonts-unifont",
}
"""Font file (its stem) → the Debian package that brings it."""

ENDINGS = (".otf", ".ttf")


@cache
def font_file(stem: str, folders: tuple[Path, ...] = FOLDERS) -> Path:
    """Where the font is. Refuses `fonts-missing` with the package to install."""
    for folder in folders:
        for path in sorted(folder.expanduser().rglob(f"{stem}.*")):
            if path.suffix.lower() in ENDINGS:
                return path
    raise Refused("fonts-missing", packages=PACKAGES[stem])


class Face(ABC):
    """One font at one size. Widths are whole pixels; threads share it."""

    def __init__(self, path: Path, size: int, scale: int = 1) -> None:
        self.size = size * scale
        self.scale = scale
        self._font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        self._widths: dict[str, int] = {}
        self._lock = threading.Lock()

    def width(self, text: str) -> int:
        found = self._widths.get(text)
        if found is None:
            with self._lock:
                # Less than a sixty-fourth of a dot over is a rounding of the font's units, not ink.
                found = self._widths[text] = ceil(self._font.getlength(text) - 1 / 64) * self.scale
        return found

    @abstractmethod
    def draw(self, picture: Image.Image, left: int, baseline: int, text: str, colour: int | tuple[int, ...]) -> None:
        """Put letters on a picture, their baseline at this height."""


class SmoothFace(Face):
    """An outline, drawn with soft edges."""

    def draw(self, picture: Image.Image, left: int, baseline: int, text: str, colour: int | tuple[int, ...]) -> None:
        with self._lock:
            ImageDraw.Draw(picture).text((left, baseline), text, colour, font=self._font, anchor="ls")


class CrispFace(Face):
    """A bitmap font: each dot is on or off, and becomes a square of dots at a larger scale."""

    def draw(self, picture: Image.Image, left: int, baseline: int, text: str, colour: int | tuple[int, ...]) -> None:
        size = self.size // self.scale
        mask = Image.new("1", (self.width(text) // self.scale + 2, size * 2))
        with self._lock:
            pen = ImageDraw.Draw(mask)
            pen.fontmode = "1"
            pen.text((0, size), text, 1, font=self._font, anchor="ls")
        if self.scale > 1:
            mask = mask.resize((mask.width * self.scale, mask.height * self.scale), Image.Resampling.NEAREST)
        picture.paste(colour, (left, baseline - self.size), mask)


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
