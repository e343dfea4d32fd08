"""Where something that moves is at an instant: by true time alone, so that boards stay in step. Pure."""

from __future__ import annotations

from devices.messages import Clip, Strip

ENTER_MS = 600
"""How long a page takes to slide or wipe in."""


def ran(strip: Strip, length: int, begun_ms: int, now_ms: int) -> int:
    """How many dots of a strip that is ``length`` long have gone by at the left edge of its box.

    ``begun_ms`` is when its page's turn began.
    """
    since = 0 if strip.steady else begun_ms
    return max(0, now_ms - since) * strip.speed // 1000 % max(1, length)


def frame_of(clip: Clip, begun_ms: int, now_ms: int) -> int:
    """The number of the frame that a clip shows."""
    return max(0, now_ms - begun_ms) * clip.fps // 1000 % clip.frames


def entered(begun_ms: int, now_ms: int) -> float:
    """How much of a page that slides or wipes in is there: 0 is nothing yet, 1 all of it."""
    return min(1.0, max(0.0, (now_ms - begun_ms) / ENTER_MS))
