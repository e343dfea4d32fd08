"""A reading in portions for a voice: what is said in one breath, and how long it rests behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from controller.reading.values import LONG_MS, Reading

LONGEST = 400
"""Letters in one portion: half a minute of speech. So long is what a voice holds in memory at once."""

LARGEST = 1_200


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words, the silence behind them, and where in the text they begin."""

    text: str
    pause_ms: int
    start: int = 0


def utterances(reading: Reading) -> Iterator[Utterance]:
    """In order; short rests stay inside as commas, so that the voice's melody goes on."""
    words: list[str] = []
    length = pause_ms = start = 0
    for piece in reading.pieces:
        if not piece.spoken:
            pause_ms = max(pause_ms, piece.pause_ms)  # of a full stop and a new line the longer rest holds
            continue
        if words and (pause_ms >= LONG_MS or length > LONGEST):
            yield from breaths(" ".join(words), pause_ms, start)
            words, length = [], 0
        elif words and pause_ms:
            words[-1] += ","
        start = start if words else piece.start
        words.append(piece.spoken)
        length += len(piece.spoken) + 1
        pause_ms = 0
    if words:
        yield from breaths(" ".join(words), 0, start)


def breaths(words: str, pause_ms: int, start: int) -> Iterator[Utterance]:
    """One portion; a number of a thousand digits is cut where a voice would run out of memory."""
    while len(words) > LARGEST:
        cut = words.rfind(" ", 1, LARGEST) if " " in words[1:LARGEST] else LARGEST
        yield Utterance(words[:cut], 0, start)
        words = words[cut:].strip()
    yield Utterance(words, pause_ms, start)
