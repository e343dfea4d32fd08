"""The program's own tunes as files: made once by the studio, kept on the shelf, heard before they are chosen."""

from __future__ import annotations

from pathlib import Path

from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.ports import TUNES
from controller.shelf import with_room

EDITION = 1
"""Of the tunes; others get other files, and what is composed with them other names."""


def edition(desk: Desk) -> str:
    """Of what they sound like here: they follow the loudness of the place."""
    return f"{EDITION}-{abs(desk.settings.sound.loudness_lufs):g}"


def master(desk: Desk, name: str) -> Path:
    """A tune's master file. Raises ``NotFound("tune-unknown")``."""
    if name not in TUNES:
        raise NotFound("tune-unknown", tune=name[:40], known=", ".join(TUNES))
    kept = desk.shelf.folder / f"tune-{name}-{edition(desk)}"
    if not kept.exists():
        made = desk.shelf.scratch(".master")
        try:
            with with_room():
                desk.studio.tune(name, made)
                made.replace(kept)
        finally:
            desk.shelf.drop(made)
    return kept
