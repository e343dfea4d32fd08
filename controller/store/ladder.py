"""The ladder of a delivery: in which order its rungs outrank each other.

A delivery never goes down. Every end outranks every step on the way, because after an end nothing more is expected;
among the ends the one with more sound behind it wins: a box that first says ``missed`` and, after its power came back,
plays the item after all, has finished it. Ranks leave room between them for rungs that are still to be invented.
"""

from __future__ import annotations

PLANNED, SENT, HELD, READY, STARTED, SOUNDED, SHOWN = "planned", "sent", "held", "ready", "started", "sounded", "shown"
REFUSED, SKIPPED, MISSED, FAILED, DONE, FINISHED = "refused", "skipped", "missed", "failed", "done", "finished"

RANKS: dict[str, int] = {
    PLANNED: 10,  # the controller means to
    SENT: 20,  # handed to the broker, which promises nothing
    HELD: 30,  # the device reports the same hash
    READY: 40,  # the device has every medium, verified
    STARTED: 50,
    SOUNDED: 60,  # evidence: frames played, level measured
    SHOWN: 70,  # evidence: the picture's hash
    REFUSED: 110,
    SKIPPED: 120,
    MISSED: 130,
    FAILED: 140,
    DONE: 150,  # a command that makes no sound was carried out
    FINISHED: 160,
}
NAMES: dict[int, str] = {rank: name for name, rank in RANKS.items()}

FIRST_END = REFUSED
"""The lowest of the ends."""


def is_end(rung: str) -> bool:
    """Whether nothing more is expected after ``rung``."""
    return RANKS[rung] >= RANKS[FIRST_END]
