"""The connections of a box, one after the other: when each began and ended, and why. Pure.

| reason | the connection ended |
|---|---|
| will | the broker published the last will: it broke |
| left | the box said that it goes |
| silent | nothing was heard for too long, whatever the broker says |
| restarted | the box came back after a restart, before the broker noticed |
| replaced | it came back in a new session, or another box uses its identity |
| unheard | it ended while nobody listened |
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from controller.health.standing import CONNECTED

REASONS = ("will", "left", "silent", "restarted", "replaced", "unheard")
SILENT = "silent"
"""What a box has become that is lost by our own counting of its silence."""
_ENDS = {"lost": "will", "leaving": "left", SILENT: SILENT}
TOGETHER_MS = 60_000
"""What begins so soon after the one before has begun is the same line, counted: a box that flaps fills no table."""


@dataclass(frozen=True, slots=True)
class Connection:
    """``until_ms`` is None while it stands; ``times`` how many sessions the line holds."""

    device: str
    since_ms: int
    session: str
    until_ms: int | None = None
    reason: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """What was known of a box at a moment: presence, session, boot; ``seen_ms`` is its last sign of life."""

    presence: str
    session: str
    boot: str
    seen_ms: int | None


@dataclass(frozen=True, slots=True)
class Turn:
    """Presence or session changed at an instant."""

    device: str
    at_ms: int
    before: Told
    after: Told


def follow(last: Connection | None, turn: Turn) -> list[Connection]:
    """The lines that a turn makes or changes; ``last`` is the newest line of the box."""
    stands = last is not None and last.until_ms is None
    if turn.after.presence != CONNECTED:
        if last is None or not stands:
            return []
        return [_ended(last, turn.at_ms, _ENDS[turn.after.presence])]
    session = turn.after.session
    if last is not None and stands and (not session or last.session in ("", session)):
        return [] if last.session == session else [replace(last, session=session)]
    ended = [_ended(last, *_why(turn))] if last is not None and stands else []
    newest = ended[0] if ended else last
    if newest is not None and turn.at_ms - newest.since_ms < TOGETHER_MS:
        return [replace(newest, session=session, until_ms=None, reason="", times=newest.times + 1)]
    return [*ended, Connection(turn.device, turn.at_ms, session)]


def _ended(one: Connection, at_ms: int, reason: str) -> Connection:
    return replace(one, until_ms=max(at_ms, one.since_ms), reason=reason)


def _why(turn: Turn) -> tuple[int, str]:
    """When and why a connection ended that was still thought to stand when the next began."""
    before = turn.before
    if not before.session:
        return turn.at_ms if before.seen_ms is None else before.seen_ms, "unheard"
    restarted = before.boot and turn.after.boot != before.boot
    return turn.at_ms, "restarted" if restarted else "replaced"
