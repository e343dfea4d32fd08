"""The chime before an announcement: made once by the studio, and treated like any other sound after that."""

from __future__ import annotations

from pathlib import Path

from controller.broadcast.desk import Desk
from controller.ports import CHIME_MS

SOURCE = "chime-1"
"""Its name as the source of renditions; another chime gets another name, so that both can be in use at once."""


def master(desk: Desk) -> Path:
    """The chime's master file."""
    kept = desk.shelf.folder / SOURCE
    if not kept.exists():
        made = desk.shelf.scratch(".master")
        desk.studio.chime(made)
        made.replace(kept)
    return kept


__all__ = ["CHIME_MS", "SOURCE", "master"]
