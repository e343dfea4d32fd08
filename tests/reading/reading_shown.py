"""A reading on one line, as the tables of these tests hold it."""

from __future__ import annotations

from controller.reading import Kind, Reading
from controller.reading.values import LONG_MS


def shown(reading: Reading) -> str:
    """What is said; rests as "," and "."; doubts as "[taken | other]", what is left out as "[–]"."""
    words: list[str] = []
    for piece in reading.pieces:
        said = piece.spoken if piece.sure else f"[{' | '.join(piece.offered)}]"
        if piece.kind in (Kind.LEFT_OUT, Kind.BLANK):
            said = "[–]"
        if said:
            words.append(said)
        elif piece.pause_ms and words:
            words[-1] = words[-1].rstrip(",.") + ("." if piece.pause_ms >= LONG_MS else ",")
    return " ".join(words)
