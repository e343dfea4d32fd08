"""Is the box there? Six answers, from what it and its broker said, how long ago, and whether anybody listened.

| standing | when |
|---|---|
| never | it never said anything |
| online | connected, and a sign of life is fresh |
| doubtful | connected as far as we know, but heartbeats are late, or nobody has listened since |
| off | its will, its own word or its silence says that it is gone |
| gone | the same for a day and longer |
| asleep | it went away in a night in which it may, and that is not over |
"""

from __future__ import annotations

from dataclasses import dataclass

from controller.health.patience import Patience
from controller.health.sleep import night

NEVER, ONLINE, DOUBTFUL, OFF, GONE, ASLEEP = "never", "online", "doubtful", "off", "gone", "asleep"
STANDINGS = (ONLINE, DOUBTFUL, OFF, GONE, ASLEEP, NEVER)
DARK = frozenset({OFF, GONE})
CONNECTED = "online"
"""The word of a connection that stands; others are ``never``, ``lost``, ``leaving``."""


@dataclass(frozen=True, slots=True)
class Known:
    """``presence`` is the last word of the connection, ``since_ms`` when it came to be, ``seen_ms`` the last sign."""

    presence: str
    since_ms: int | None
    seen_ms: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """``since_ms`` is None where nobody knows."""

    state: str
    since_ms: int | None = None


@dataclass(slots=True)
class Listening:
    """Since when every word of the broker reaches us; None while none does. Set by whoever keeps the link."""

    since_ms: int | None = 0


def standing(known: Known, patience: Patience, zone: str, now_ms: int, listening_ms: int | None = 0) -> Standing:
    """``zone`` is that of its place; ``listening_ms`` as in `Listening`."""
    if known.presence == "never":
        return Standing(NEVER)
    if known.presence == CONNECTED:
        return _connected(known, patience, now_ms, listening_ms)
    since_ms = known.since_ms if known.since_ms is not None else known.seen_ms
    if since_ms is None:
        return Standing(OFF)
    asleep = night(patience.sleeps, zone, since_ms)
    if asleep is not None:
        if now_ms < asleep.until_ms + patience.wake_min * 60_000:
            return Standing(ASLEEP, since_ms)
        since_ms = asleep.until_ms
    return Standing(GONE if now_ms - since_ms >= patience.gone_h * 3_600_000 else OFF, since_ms)


def _connected(known: Known, patience: Patience, now_ms: int, listening_ms: int | None) -> Standing:
    seen_ms = known.seen_ms or 0
    if listening_ms is None or seen_ms < listening_ms:
        return Standing(DOUBTFUL, known.seen_ms)
    if now_ms - seen_ms > patience.doubtful_s * 1000:
        return Standing(DOUBTFUL, known.seen_ms)
    return Standing(ONLINE, known.since_ms)


def flaps(begun: int, patience: Patience) -> bool:
    """Whether so many new sessions in an hour are too many."""
    return begun >= patience.flaps
