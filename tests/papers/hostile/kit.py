"""What hostile papers and pictures are made with, and what each must come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECRET = b"CANARY-c81d-the-content-of-another-file"


@dataclass(frozen=True)
class Kit:
    """The traps."""

    secret: Path
    """A file that must never be opened."""
    port: int
    """Of this machine, where nobody may knock."""

    @property
    def places(self) -> tuple[str, ...]:
        """The traps, as a file could name them."""
        return (f"file://{self.secret}", f"http://127.0.0.1:{self.port}/a.png")


@dataclass(frozen=True)
class Hostile:
    """One file: how it is made, and how it is refused; or what is told with it, for what is odd and yet good."""

    name: str
    make: Callable[[Kit], bytes]
    code: str = ""
    told: tuple[str, ...] = ()
