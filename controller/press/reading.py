"""What is read: letters in one form, no control characters, and the time that people need."""

from __future__ import annotations

import re
import unicodedata

from controller.errors import Refused

LIMITS = {
    "title": 300, "text": 4000, "title2": 300, "text2": 4000, "table": 4000, "caption": 300, "link": 300, "ticker": 300,
}  # fmt: skip
"""Characters. Four thousand are about five minutes of reading: what is longer belongs on paper."""

WORDS_PER_SECOND = 2.5
"""Vietnamese syllables, read from a board in passing; half the speed of reading a book."""

LEAST_DWELL_MS = 6000
"""A page that goes sooner is missed by whoever looks up late."""

STRANGE_SPACES = re.compile(r"[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
HARD_SPACES = re.compile(r"[\u00a0\u2007\u202f]")
NEW_LINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
HARD_SPACE = "\u00a0"


def clean(text: str) -> str:
    """`text` composed (NFC), with plain spaces and line feeds, and without characters that nobody sees."""
    text = NEW_LINES.sub("\n", unicodedata.normalize("NFC", text))
    text = HARD_SPACES.sub(HARD_SPACE, STRANGE_SPACES.sub(" ", text))
    return "".join(sign for sign in text if sign == "\n" or not invisible(sign)).strip()


def invisible(sign: str) -> bool:
    """Control and format characters, lone surrogates, and the wishes for a letter's variant."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"} or "\ufe00" <= sign <= "\ufe0f"


def field(text: str, name: str) -> str:
    """`text` ready to set. Refuses `text-blank` and `text-too-long`."""
    ready = clean(text)
    if not ready:
        raise Refused("text-blank", name)
    limit = LIMITS[name]
    if len(ready) > limit:
        raise Refused("text-too-long", name, length=len(ready), limit=limit)
    return ready


def paragraphs(text: str) -> list[str]:
    """The lines that the writer made, without empty ones."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def dwell_ms(words: int) -> int:
    """How long a page with so many words stays."""
    return max(LEAST_DWELL_MS, round(words / WORDS_PER_SECOND * 1000))
