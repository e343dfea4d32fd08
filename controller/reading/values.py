"""What comes out of reading: pieces that tile the text, each with what is said for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of text was taken for."""

    WORD = "word"
    LEXICON = "lexicon"
    ABBREVIATION = "abbreviation"
    FOREIGN = "foreign"
    SPELLED = "spelled"
    NUMBER = "number"
    DATE = "date"
    HOUR = "hour"
    MONEY = "money"
    PHONE = "phone"
    DOCUMENT = "document"
    ADDRESS = "address"
    PLATE = "plate"
    ROMAN = "roman"
    FRACTION = "fraction"
    WEB = "web"
    SYMBOL = "symbol"
    BLANK = "blank"
    """A dotted line that nobody filled in."""
    PAUSE = "pause"
    LEFT_OUT = "left-out"
    """Letters of another script, pictures: nothing is said for them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` and what is said for it; a pause says nothing and lasts ``pause_ms``.

    ``offered`` are the readings to choose from where the reader is not ``sure``, the one it took first.
    """

    start: int
    end: int
    spoken: str
    kind: Kind
    sure: bool = True
    offered: tuple[str, ...] = ()
    pause_ms: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its pieces, in order, without a gap."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def doubts(self) -> tuple[Piece, ...]:
        """What somebody should look at, and whoever approves should have heard."""
        return tuple(piece for piece in self.pieces if not piece.sure)

    @property
    def spoken(self) -> str:
        """All that is said, with commas and full stops where the voice rests."""
        words: list[str] = []
        for piece in self.pieces:
            if piece.spoken:
                words.append(piece.spoken)
            elif piece.pause_ms and words:
                words[-1] = words[-1].rstrip(",.") + ("." if piece.pause_ms >= LONG_MS else ",")
        return " ".join(words)

    def with_choices(self, choices: Mapping[int, str]) -> Reading:
        """The same with other words for the doubts that begin at these places of the text; a doubt stays a doubt."""
        return Reading(
            self.text,
            tuple(
                replace(piece, spoken=choices[piece.start]) if not piece.sure and piece.start in choices else piece
                for piece in self.pieces
            ),
        )


LONG_MS = 350
"""From here on a pause ends a sentence or a part of one; the voice begins anew after it."""
