"""What can be done where something did not sound: by the reason that the box gave, a table."""

from __future__ import annotations

from collections.abc import Mapping

AGAIN, REPORT, TEST = "again", "report", "selftest"
"""Play it there now; ask the box what it did; let it listen to itself."""
RIGHTS: Mapping[str, str] = {AGAIN: "play", REPORT: "repair", TEST: "repair"}

REMEDIES: Mapping[str, tuple[str, ...]] = {
    # nobody heard it: the amplifier is to be looked at before anything is played again
    "unheard": (TEST, AGAIN),
    "cut-short": (TEST, AGAIN),
    "not-shown": (TEST,),
    "turned-down": (AGAIN,),
    # the rules forbid it: playing it again would be refused again
    "outside-hours": (),
    "too-loud": (),
    "stopped": (),
    "cancelled": (),
    "over": (),
    "covered": (),
}
ELSE = (AGAIN, REPORT)
"""It was dark, late, without its file, or says something that we do not know."""
SILENT = (REPORT, TEST)
"""It ought to be over, and the box has said nothing of it."""


def remedies(reason: str, *, silent: bool) -> tuple[str, ...]:
    """What helps, the best first."""
    return SILENT if silent else REMEDIES.get(reason, ELSE)
