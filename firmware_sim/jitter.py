"""The jitter buffer of live sound: pieces by number, each of which may come in time, late, twice, or never."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 1_500
"""Pieces kept ahead: half a minute of 20 ms."""


class Jitter:
    """What has come and was not played yet."""

    __slots__ = ("_kept", "_next", "end", "late")

    def __init__(self) -> None:
        self._kept: dict[int, bytes] = {}
        self._next = 0
        self.late = 0
        self.end: int | None = None
        """The number before which it ends, once that is known."""

    def put(self, first: int, pieces: Sequence[bytes], playing: int) -> None:
        """Keep these, except those whose instant has passed (before number ``playing``) or is far away.

        What came in time and was not taken yet stays: an output that looks in a moment later takes it all the same.
        """
        earliest = max(self._next, playing)
        for number, piece in enumerate(pieces, first):
            if number < earliest:
                self.late += 1
            elif number < earliest + MOST:
                self._kept.setdefault(number, piece)
        if len(self._kept) > MOST:  # nobody takes any for now: something more urgent sounds
            self._kept = {one: piece for one, piece in self._kept.items() if one >= playing}

    def take(self, number: int) -> bytes | None:
        """The piece, or None where it did not come; it and whatever is older is too late from now on."""
        self._forget(number)
        self._next = number + 1
        return self._kept.pop(number, None)

    def _forget(self, number: int) -> None:
        """What is older."""
        if number > self._next + len(self._kept):
            self._kept = {one: piece for one, piece in self._kept.items() if one >= number}
        else:
            for older in range(self._next, number):
                self._kept.pop(older, None)
