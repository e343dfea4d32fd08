"""The names of letters, and a word spelled with them."""

from __future__ import annotations

import unicodedata

from controller.reading.manner import Manner
from controller.reading.numbers import whole

NAMES = {
    "a": "a", "b": "bê", "c": "xê", "d": "đê", "đ": "đê", "e": "e", "f": "ép", "g": "gờ", "h": "hát", "i": "i",
    "j": "gi", "k": "ca", "l": "lờ", "m": "mờ", "n": "nờ", "o": "o", "p": "pê", "q": "quy", "r": "rờ", "s": "ét",
    "t": "tê", "u": "u", "v": "vê", "w": "vê kép", "x": "ích", "y": "y", "z": "dét",
    "ă": "á", "â": "ớ", "ê": "ê", "ô": "ô", "ơ": "ơ", "ư": "ư",
}  # fmt: skip


def letter(sign: str) -> str:
    """The name of a letter; of one with a strange mark the name of its base; "" where it has none."""
    small = sign.lower()
    if small in NAMES:
        return NAMES[small]
    base = unicodedata.normalize("NFD", small)[:1]
    return NAMES.get(base, "")


def spelled(word: str, manner: Manner) -> str:
    """ "H5N1" → "hát năm nờ một": letters by name, digits that stand together as a number."""
    said: list[str] = []
    digits = ""
    for sign in [*word, ""]:
        if sign and sign in "0123456789":
            digits += sign
            continue
        if digits:
            said.append(whole(digits, manner))
            digits = ""
        said.append(letter(sign) if sign else "")
    return " ".join(filter(None, said))
