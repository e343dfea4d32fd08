"""A text beside what is said for it: sentence by sentence, with the doubtful words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from controller.broadcast.hearing import Doubt, of_speech
from controller.broadcast.speech import LONGEST_READING
from controller.store.speeches import Speech
from controller.words import say

Bit = tuple[str, bool]
"""A stretch of the text, and whether it is doubtful."""
SHOWN = 20
"""Signs of what is too long to be repeated."""


@dataclass(frozen=True, slots=True)
class Line:
    """One portion: as it was written, as it is said, and where it stands in the sound."""

    written: tuple[Bit, ...]
    said: str
    from_ms: int
    to_ms: int


def lines(spoken: Speech) -> list[Line]:
    """The whole text, nothing left out."""
    starts = [0, *(part["start"] for part in spoken.parts[1:]), len(spoken.text)]
    found = of_speech(spoken)
    return [
        Line(marked(spoken.text, start, max(start, end), found), part["said"], part["from_ms"], part["to_ms"])
        for part, (start, end) in zip(spoken.parts, pairwise(starts), strict=True)
    ]


def marked(text: str, start: int, end: int, doubts: Sequence[Doubt]) -> tuple[Bit, ...]:
    """A stretch cut where doubts begin and end."""
    bits: list[Bit] = []
    at = start
    for one in doubts:
        if start <= one.start < end:
            bits += [(text[at : one.start], False), (text[one.start : one.end], True)]
            at = one.end
    bits.append((text[at : max(at, end)], False))
    return tuple(bit for bit in bits if bit[0])


def distinct(doubts: Sequence[Doubt]) -> list[Doubt]:
    """Each doubtful word once: a reading is chosen for the whole notice. What is left out has none; what is longer than
    a reading may be is shortened in the text."""
    found = {one.written: one for one in reversed(doubts) if (one.said or one.offered) and not is_endless(one)}
    return list(found.values())[::-1]


def endless(doubts: Sequence[Doubt], lang: str) -> list[str]:
    """What is to be shortened in the text, in sentences."""
    found = dict.fromkeys((one.written[:SHOWN], len(one.written)) for one in doubts if is_endless(one))
    return [say("web-speech-endless", lang, written=written, count=count) for written, count in found]


def is_endless(one: Doubt) -> bool:
    """Whether nobody can type another reading for it."""
    return max(len(one.written), len(one.said)) > LONGEST_READING


def voices(known: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """The voices to choose from."""
    return [(name, say(f"voice-{name}", lang)) for name in known]
