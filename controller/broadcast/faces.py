"""The two sides of an announcement's row as values: what is heard, and how long something is read."""

from __future__ import annotations

from controller.broadcast import board
from controller.broadcast.chime import CHIME_MS
from controller.store.announcements import Announcement
from schedules.announcement import PageWindow, Sound


def sound(row: Announcement, master_ms: int | None) -> Sound | None:
    """What a horn needs time for, chime included; ``master_ms`` is its master's length."""
    if row.sound is None or master_ms is None:
        return None
    lead_ms = CHIME_MS if row.chime else 0
    return Sound(row.sound, master_ms + lead_ms, lead_ms)


def page(row: Announcement) -> PageWindow | None:
    """How long it stays on a board, and how it is set there."""
    return PageWindow(row.show_minutes, board.digest(row.board)) if row.page else None
