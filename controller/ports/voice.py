"""A voice's door: words in, speech out."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Protocol

from controller.ports.sound import Spoken


class Voice(Protocol):
    """Says words. Refuses with a ``voice-…`` code."""

    @property
    def region(self) -> str:
        """Where people speak so: north, central, south. Numbers are read as they are said there."""
        ...

    def say(self, portions: Iterable[str], speed: int) -> Generator[Spoken, None, None]:
        """One answer for each portion, in order, as they are asked for; ``speed`` in percent of its natural speed.

        What is not asked for any more is not said: close the iterator.
        """
        ...
