"""Roman numerals up to 89: khóa XV, quý II, thế kỷ XXI."""

from __future__ import annotations

import re

SHAPE = re.compile(r"(?:L?X{0,3}|XL)(?:IX|IV|V?I{0,3})")
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman(text: str) -> int:
    """The number, or 0 where it is none."""
    if not text or not SHAPE.fullmatch(text):
        return 0
    values = [VALUES[sign] for sign in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
