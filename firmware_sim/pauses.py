"""What of a talk nobody sent: a sign of life says that nothing comes from a number on, and that is no loss."""

from __future__ import annotations

from collections.abc import Sized


class Pauses:
    """The newest pause of one talk: from a number on, up to the next piece that comes."""

    __slots__ = ("_since", "_until")

    def __init__(self) -> None:
        self._since: int | None = None
        self._until: int | None = None

    def came(self, first: int, pieces: Sized) -> None:
        """A message with these pieces, or with none."""
        if not pieces:
            if self._until is not None or self._since is None:
                self._since, self._until = first, None
        elif self._since is not None and self._until is None:
            self._until = max(first, self._since)

    def covers(self, number: int) -> bool:
        """Whether this piece was never sent."""
        return self._since is not None and self._since <= number and (self._until is None or number < self._until)
