"""The door to radio stations: listened to for a moment, or pulled for a whole relay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True)
class Received:
    """What was heard of a stream; ``fault`` says why not: ``relay-dead``, ``relay-wrong``, ``relay-silent``."""

    fault: str
    loudness_lufs: float | None
    title: str
    codec: str
    rate: int
    led: str = ""
    """Where it would have gone on, if it leads elsewhere."""


class Pulled(NamedTuple):
    """What a stream gave: a tenth of a second of raw sound (16 kHz, mono, 16 bit), or none; and what is wrong."""

    fault: str = ""
    sound: bytes | None = None


class Pulls(Protocol):
    """A stream that is open."""

    def take(self) -> Pulled:
        """The next of it, at once."""
        ...

    def close(self) -> None:
        """Nobody listens any more."""
        ...


class Listens(Protocol):
    """Opens streams that people name."""

    def reach(self, address: str) -> str:
        """Where an address leads. Refuses with ``relay-nowhere`` and ``relay-private``."""
        ...

    def listen(self, address: str, codec: str, seconds: float) -> Received:
        """Hear so much of it. Refuses what `reach` refuses, and with ``relay-ears``."""
        ...

    def pull(self, address: str, codec: str, seconds: float, quiet_ms: int, station: str = "") -> Pulls:
        """Open it for so long; below a level for ``quiet_ms`` it is silent. Refuses as `listen` does."""
        ...
