"""Where the reader stands: the text, the place, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from controller.reading.lexicon import Lexicon
from controller.reading.manner import Manner
from controller.reading.values import Kind

AROUND = 40
"""Signs that are looked at before and behind: no text makes the reader slower than that."""
LAST_WORDS = re.compile(r"(?:([^\W\d_]+)[ ]+)?([^\W\d_]+)[ :.]*\Z")
NEXT_WORD = re.compile(r"[ ]*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Found:
    """What was read up to ``end``: as `Piece`, in signs of the cleaned text. Two readings or more are a doubt."""

    end: int
    readings: tuple[str, ...]
    kind: Kind
    sure: bool | None = None
    pause_ms: int = 0


@dataclass(frozen=True)
class Look:
    """A place in the text."""

    text: str
    at: int
    manner: Manner
    lexicon: Lexicon

    @cached_property
    def _before(self) -> tuple[str, str]:
        found = LAST_WORDS.search(self.text[max(0, self.at - AROUND) : self.at])
        return (found[1] or "", found[2]) if found else ("", "")

    @property
    def word_before(self) -> str:
        """The word just before, small; "" where a number or a comma stands there."""
        return self._before[1].lower()

    @property
    def words_before(self) -> str:
        """The two words just before, small."""
        return " ".join(self._before).strip().lower()

    def word_after(self, end: int) -> str:
        """The word just behind ``end``, small."""
        found = NEXT_WORD.match(self.text, end, end + AROUND)
        return found[1].lower() if found else ""

    @property
    def starts_line(self) -> bool:
        """Whether nothing but spaces stands before, on this line."""
        before = self.text[max(0, self.at - AROUND) : self.at].rpartition("\n")
        return not before[2].strip() and (bool(before[1]) or self.at < AROUND)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """``pattern`` from here."""
        return pattern.match(self.text, self.at)
