"""How many of a talk's pieces are lost: told when it begins to be heard, and when it is over."""

from __future__ import annotations

WINDOW_MS = 5_000
"""So much of the talk is looked back on."""
MANY = 0.05
"""From this share on it is told..."""
ENOUGH_MS = 1_000
"""... once so much was to be heard: of one message at the very beginning nobody can tell."""


class Losses:
    """Of one talk. One bit for each piece, the newest last."""

    __slots__ = ("_bits", "_count", "_enough", "_most", "_told")

    def __init__(self, frame_ms: int) -> None:
        self._most, self._enough = WINDOW_MS // frame_ms, ENOUGH_MS // frame_ms
        self._bits = self._count = 0
        self._told = False

    def note(self, pieces: int, lost: bool) -> None:
        """So many pieces in a row came, or did not."""
        self._count += pieces
        self._bits = (self._bits << pieces | ((1 << pieces) - 1 if lost else 0)) & ((1 << self._most) - 1)

    def turned(self) -> bool | None:
        """Whether many are lost, where that is another answer than before; None where it is the same."""
        lost = self._bits.bit_count()
        many = lost > 0 if self._told else self._count >= self._enough and lost > MANY * min(self._count, self._most)
        if many == self._told:
            return None
        self._told = many
        return many
