"""A reading in portions for a voice: what is said in one breath, and how long it rests behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from controller.reading.values import LONG_MS, Reading

LONGEST = 400
"""Letters in one portion: half a minute of speech. So long is what a voice holds in memory at once."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words, and the silence behind them."""

    text: str
    pause_ms: int


def utterances(reading: Reading) -> Iterator[Utterance]:
    """In order; short rests stay inside as commas, so that the voice's melody goes on."""
    words: list[str] = []
    length = pause_ms = 0
    for piece in reading.pieces:
        if not piece.spoken:
            pause_ms = max(pause_ms, piece.pause_ms)  # of a full stop and a new line the longer rest holds
            continue
        if words and (pause_ms >= LONG_MS or length > LONGEST):
            yield portion(words, pause_ms)
            words, length = [], 0
        elif words and pause_ms:
            words[-1] += ","
        words.append(piece.spoken)
        length += len(piece.spoken) + 1
        pause_ms = 0
    if words:
        yield portion(words, 0)


def portion(words: list[str], pause_ms: int) -> Utterance:
    return Utterance(" ".join(words), pause_ms)
