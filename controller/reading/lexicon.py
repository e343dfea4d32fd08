"""A commune's own words: names of hamlets and people, and how they are said there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """``written`` is said as ``spoken``; ``exact``: only with the very same capital letters."""

    written: str
    spoken: str
    exact: bool = False


class Lexicon:
    """Entries, found by their first word; the longest that fits wins."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        self._lengths: dict[str, list[int]] = {}
        for entry in entries:
            written = folded(entry.written)
            if first := WORD.match(written):
                self._entries[first[0]][written].insert(0 if entry.exact else len(written), entry)
        for first_word, found in self._entries.items():
            self._lengths[first_word] = sorted({len(written) for written in found}, reverse=True)

    def find(self, text: str, at: int) -> tuple[int, Entry] | None:
        """The end of the longest entry that begins at ``at``, and the entry."""
        first = WORD.match(text, at, at + 80)
        word = first[0].lower() if first else ""
        for length in self._lengths.get(word, ()):
            here = text[at : at + length]
            if text[at + length - 1 : at + length + 1].isalnum() and at + length < len(text):
                continue  # in the middle of a longer word
            for entry in self._entries[word].get(here.lower(), ()):
                if not entry.exact or unicodedata.normalize("NFC", entry.written) == here:
                    return at + length, entry
        return None


def folded(written: str) -> str:
    """As it is compared: composed, one space between words, small letters."""
    return " ".join(unicodedata.normalize("NFC", written).split()).lower()
