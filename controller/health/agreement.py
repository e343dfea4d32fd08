"""What a box should hold against what it reports: green only when all of it is equal. Pure.

| part | equal when |
|---|---|
| timetable | it reports the hash of the newest signed one |
| media | it misses no file of it |
| keys | it holds the newest list of keys, or a later one |
| volume | it is what was last ordered and done; a box that was never told one may have any |
| network | its network settings are those that were last ordered and done; who cannot tell may have any |
| firmware | the image that runs is the one that it should have; where nobody says, any |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PARTS = ("timetable", "media", "keys", "volume", "network", "firmware")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a box should hold; None or empty: nobody says."""

    timetable: str = ""
    version: int = 0
    keys: int = 0
    volume: int | None = None
    firmware: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What it reports."""

    timetable: str = ""
    version: int = 0
    missing: int = 0
    keys: int = 0
    volume: int | None = None
    firmware: str = ""
    network: str | None = None


_TABLE: tuple[tuple[str, Callable[[Wanted, Held], bool], Callable[[Wanted, Held], Any]], ...] = (
    ("timetable", lambda want, have: want.timetable != have.timetable, lambda want, have: [want.version, have.version]),
    ("media", lambda _, have: have.missing > 0, lambda _, have: have.missing),
    ("keys", lambda want, have: want.keys > have.keys, lambda want, have: [want.keys, have.keys]),
    (
        "volume",
        lambda want, have: want.volume not in (None, have.volume),
        lambda want, have: [want.volume, have.volume],
    ),
    ("network", lambda want, have: want.network != "" and have.network not in (None, want.network), lambda *_: True),
    ("firmware", lambda want, have: want.firmware not in ("", have.firmware), lambda *_: True),
)


def differs(wanted: Wanted, held: Held) -> dict[str, Any]:
    """Each part that is not equal, with what is to be said of it (what it should be, what it is); empty: all is."""
    return {name: told(wanted, held) for name, differ, told in _TABLE if differ(wanted, held)}
