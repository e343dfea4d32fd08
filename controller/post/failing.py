"""Why a message did not arrive, as all ways of sending say it."""

from __future__ import annotations


class Failed(Exception):
    """It did not arrive. ``reason`` is short and goes into the books; ``gone``: nobody is there any more, for good."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone
