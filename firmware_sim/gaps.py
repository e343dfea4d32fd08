"""A relay that comes in pieces: whether the filler sounds in their place, and what is wrong then.

Whoever sends knows why nothing comes, and says so; where nobody says anything, the link is lost. One piece that did not
come is no reason to sound the filler, a second of them is.
"""

from __future__ import annotations

from devices.relay import LINK_LOST

HICCUP_MS = 1_000
"""Pieces may be missing for so long before the filler sounds."""
FIRST_MS = 4_000
"""It sounds from the start until the first one comes. That is a fault after so long: who comes late, or has just
restarted, has missed what was on its way."""


class Gaps:
    """What came of the pieces so far, in the order of their numbers."""

    __slots__ = ("_filling", "_most", "_patience", "_row", "_said", "_since")

    def __init__(self, frame_ms: int) -> None:
        self._most = HICCUP_MS // frame_ms
        self._patience = FIRST_MS // frame_ms
        self._row = 0
        self._filling = True
        self._said, self._since = "", 0

    def say(self, number: int, fault: str) -> None:
        """The sender has none from this number on, and says why; again and again, while that lasts."""
        self._since = min(self._since, number) if self._said else number
        self._said = fault

    def came(self, number: int) -> None:
        """This piece sounds."""
        self._row, self._filling = 0, False
        self._patience = self._most
        if number >= self._since:
            self._said = ""

    def missed(self, number: int) -> bool:
        """This one did not come; whether the filler sounds instead."""
        self._row += 1
        self._filling |= self._row >= self._most or bool(self._said and number >= self._since)
        return self._filling

    @property
    def fault(self) -> str:
        """What is wrong, where something is."""
        if not self._filling or not self._row:
            return ""
        return self._said or (LINK_LOST if self._row >= self._patience else "")
