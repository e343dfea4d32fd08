"""One line of the book, from whatever made the horns sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTICE, TALK, ALERT, PLAY = "notice", "talk", "alert", "play"

Place = tuple[int, str]
"""Where a line stands: when it began, and its id. The book is read from a place on, the newest first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many devices of a kind came how far: ``good``, ``bad``, or still on the way; and why it was bad."""

    good: int = 0
    bad: int = 0
    open: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """Of how many it was expected."""
        return self.good + self.bad + self.open


@dataclass(frozen=True, slots=True)
class Line:
    """What was due or given at an instant. ``maker`` and ``approver`` are ids of people, or names."""

    at_ms: int
    id: str
    kind: str
    title: str
    klass: str
    zone: str
    until_ms: int | None
    state: str = "past"
    reason: str = ""
    announcement: str = ""
    origin: str = ""
    maker: str = ""
    approver: str = ""
    sounds: bool = True
    drill: bool = False
    speakers: Tally = Tally()
    boards: Tally = Tally()
    late: tuple[int, int] = (0, 0)
    quiet: int = 0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.at_ms, self.id
