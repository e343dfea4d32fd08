"""One box of a campaign: a machine of few states, moved by what the box itself reports and by what is seen of it.

| state | it is |
|---|---|
| waiting | not asked yet; or left for later, with the reason |
| drawn | of the open wave, and waits for its hour |
| asked, held, ready | it was told; it has the order; it has the image |
| trying | it has started the new software |
| settling | it has confirmed; now it must stay well |
| well, failed, refused, lost | the ends |
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from controller.campaign.terms import Terms

WAITING, DRAWN, ASKED, HELD, READY = "waiting", "drawn", "asked", "held", "ready"
TRYING, SETTLING = "trying", "settling"
WELL, FAILED, REFUSED, LOST = "well", "failed", "refused", "lost"
STATES = (WAITING, DRAWN, ASKED, HELD, READY, TRYING, SETTLING, WELL, FAILED, REFUSED, LOST)
BAD = frozenset({FAILED, REFUSED, LOST})
BEFORE = frozenset({ASKED, HELD, READY})
"""Told, and still free to leave it."""
UNDER_WAY = BEFORE | {TRYING, SETTLING}
LOADING = BEFORE | {TRYING}
"""It takes a part of the line, or is away."""
AWAY, UNANSWERED, NOT_BACK, OTHER_IMAGE, UNSTEADY = "away", "unanswered", "not-back", "other-image", "unsteady"
LATE = frozenset({"started", "done", "failed", "refused"})
"""What a box may still say that was let go: it had begun already."""
UNKNOWN_KEY = "unknown-key"
"""It has not heard the newest list of keys yet: that is no fault of the image."""
AGAIN_MS = 3_600_000
"""Who was left for later is not asked again before that."""
FRESH_MS = 180_000
"""A heartbeat older than this says nothing of now."""


@dataclass(frozen=True, slots=True)
class Box:
    """``since_ms``: in this state. ``wave``: the one that it was drawn for; -1 before."""

    id: str
    state: str = WAITING
    since_ms: int = 0
    wave: int = -1
    command: str = ""
    expires_ms: int = 0
    tries: int = 0
    again_ms: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a box now. ``rung`` and ``reason``: its last word about the command."""

    online: bool
    since_ms: int
    beat_ms: int
    image: str
    rung: str = ""
    reason: str = ""
    place: str = ""
    zone: str = "UTC"
    chirps: bool = False
    there: bool = True
    """False: it was taken out, or belongs to another area now."""


def follow(box: Box, seen: Seen, image: str, terms: Terms, now_ms: int) -> Box:
    """The box as it stands by now."""
    patience_ms = terms.patience_s * 1000
    if box.state == DRAWN:
        away = not seen.online and now_ms - max(seen.since_ms, box.since_ms) >= patience_ms
        return later(box, AWAY, now_ms) if away else box
    if box.state == WAITING and box.command and seen.rung in LATE:
        return _answered(box, seen, now_ms) or box
    if box.state in LOADING:
        return _answered(box, seen, now_ms) or _silent(box, seen, patience_ms + terms.trial_s * 1000, now_ms)
    if box.state == SETTLING:
        return _settling(box, seen, image, terms.settle_s * 1000, patience_ms, now_ms)
    return box


def turned(box: Box, state: str, now_ms: int, reason: str = "") -> Box:
    """In another state from now on."""
    return (
        box if (box.state, box.reason) == (state, reason) else replace(box, state=state, since_ms=now_ms, reason=reason)
    )


def later(box: Box, reason: str, now_ms: int, pause_ms: int = AGAIN_MS) -> Box:
    """Left for now: the wave does not wait for it. A late word about its command is still heard."""
    return replace(box, state=WAITING, since_ms=now_ms, reason=reason, again_ms=now_ms + pause_ms)


def _answered(box: Box, seen: Seen, now_ms: int) -> Box | None:
    """By its own word; None where that says nothing new."""
    match seen.rung:
        case "refused" if seen.reason == UNKNOWN_KEY:
            return later(box, UNKNOWN_KEY, now_ms) if box.state != WAITING else None
        case "refused":
            return turned(box, REFUSED, now_ms, seen.reason)
        case "failed":
            return turned(box, FAILED, now_ms, seen.reason)
        case "done":
            return turned(box, SETTLING, now_ms)
        case "skipped" if box.state != TRYING:
            return later(box, seen.reason, now_ms)
        case "started" if box.state != TRYING:
            return turned(box, TRYING, now_ms)
        case "ready" if box.state in (ASKED, HELD):
            return turned(box, READY, now_ms)
        case "held" if box.state == ASKED:
            return turned(box, HELD, now_ms)
    return None


def _silent(box: Box, seen: Seen, patience_ms: int, now_ms: int) -> Box:
    if box.state == TRYING:
        return turned(box, LOST, now_ms, NOT_BACK) if now_ms - box.since_ms >= patience_ms else box
    if box.state == READY and not seen.online:  # it may have begun: its last word before that can get lost
        gone_ms = now_ms - max(seen.since_ms, box.since_ms)
        return turned(box, LOST, now_ms, NOT_BACK) if gone_ms >= patience_ms else box
    if now_ms < box.expires_ms + FRESH_MS:
        return box
    return later(box, UNANSWERED if seen.online else AWAY, now_ms)  # it does not begin any more by itself


def _settling(box: Box, seen: Seen, image: str, settle_ms: int, patience_ms: int, now_ms: int) -> Box:
    if seen.online and seen.image != image:
        return turned(box, FAILED, now_ms, OTHER_IMAGE)
    steady = now_ms - max(box.since_ms, seen.since_ms) >= settle_ms
    if seen.online and steady and now_ms - seen.beat_ms <= FRESH_MS:
        return turned(box, WELL, now_ms)
    if now_ms - box.since_ms >= settle_ms + patience_ms:
        return turned(box, LOST, now_ms, UNSTEADY)
    return box
