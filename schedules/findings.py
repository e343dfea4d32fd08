"""What hours and conflicts find out about one occurrence, as codes; sentences are under ``finding-<code>``.

Unlike a refusal nobody is stopped by raising it: findings are collected, and each account of a plan carries its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from schedules.errors import Value

FINDINGS: Mapping[str, tuple[bool, frozenset[str]]] = {
    code: (blocks, frozenset(params.split()))
    for code, blocks, params in (
        # hours of the area
        ("hours-not-set", True, ""),
        ("outside-hours", True, ""),
        ("session-too-long", True, "limit"),
        ("too-many-sessions", True, "limit"),
        ("day-too-long", True, "limit"),
        ("too-many-days", True, "limit"),
        ("emergency-outside-hours", False, ""),
        ("volume-lowered", False, "wanted cap"),
        # two sounds on one device
        ("after-higher", False, "by seconds"),
        ("after-equal", False, "by seconds"),
        ("cut-by-higher", False, "by seconds"),
        ("paused-for-higher", False, "by seconds"),
        ("covered-by-higher", False, "by seconds"),
        ("lost-to-higher", True, "by"),
        ("no-room", True, "by"),
        ("order-needed", True, "by"),
        ("order-missed", True, "by"),
        ("too-many-to-order", True, "count limit"),
        # the slot of a programme
        ("cut-by-slot", False, "seconds"),
        ("over-slot", False, "seconds"),
        ("no-room-in-slot", True, ""),
        # neighbours that speak in turn
        ("in-turn", False, "turn of seconds"),
        ("turns-no-room", True, "turns seconds"),
        # the device
        ("device-has-no-face", True, ""),
    )
}
"""Code → (whether the occurrence can not go as wished, names of its parameters). Limits are minutes or counts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, why an occurrence goes or does not go as wished.

    ``by`` in the parameters is the id of the occurrence that goes first (several are separated by a space),
    ``seconds`` how much was moved or lost. ``nearest`` is the nearest instant at which it would be allowed, where one
    was looked for.
    """

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)
    nearest: datetime | None = None

    def __post_init__(self) -> None:
        if self.code not in FINDINGS or FINDINGS[self.code][1] != frozenset(self.params):
            raise LookupError(f"finding {self.code!r} with {sorted(self.params)} is not in the table")

    @property
    def blocks(self) -> bool:
        """Whether the occurrence cannot go as wished; False for what is only put on record."""
        return FINDINGS[self.code][0]
