"""The text as it is read: composed, plain spaces, without what nobody sees; and where each sign came from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

MOST_MARKS = 4
"""Marks on one letter that are composed with it. Vietnamese has two; a thousand are a prank, and cost a sort."""
SPACES = frozenset("\t\u00a0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
LOOKALIKES = str.maketrans(
    {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ʼ": "'", "’": "'", "‘": "'", "´": "'", "′": "'", "º": "°", "˚": "°"}
)
"""What old typewriting programs put for a letter."""
KEPT = frozenset("²³½¼¾…℃№\u2044")
"""Signs that have a reading of their own and lose it when they are simplified."""


@dataclass(frozen=True, slots=True)
class Signs:
    """``text`` to read; sign ``i`` of it came from ``origin[i]`` of what was typed. One more entry marks the end."""

    text: str
    origin: tuple[int, ...]


def clean(typed: str) -> Signs:
    """Compose and simplify, in one pass."""
    signs: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(typed):
        end = cluster_end(typed, at)
        for sign in simplified(typed[at:end]):
            signs.append(sign)
            origin.append(at)
        at = end
    return Signs("".join(signs), (*origin, len(typed)))


def cluster_end(typed: str, at: int) -> int:
    """The end of a letter with its marks, or of a line break of two signs."""
    if typed.startswith("\r\n", at):
        return at + 2
    end = at + 1
    while end < len(typed) and end - at <= MOST_MARKS and unicodedata.combining(typed[end]):
        end += 1
    return end


def simplified(cluster: str) -> str:
    """One sign as it is read; "" for what is invisible."""
    if len(cluster) == 1 and " " < cluster < "\x7f":
        return cluster
    if cluster[0] in BREAKS:
        return "\n"
    if cluster in SPACES:
        return " "
    if invisible(cluster):
        return ""
    composed = unicodedata.normalize("NFC", cluster).translate(LOOKALIKES)
    if composed in KEPT:
        return composed
    plain = unicodedata.normalize("NFKC", composed)
    return plain if plain.isascii() else composed


def invisible(cluster: str) -> bool:
    """Control and format signs, and the wishes for a picture's variant."""
    return len(cluster) == 1 and (
        unicodedata.category(cluster) in {"Cc", "Cf"} or "\ufe00" <= cluster <= "\ufe0f" or cluster == "\u20e3"
    )
