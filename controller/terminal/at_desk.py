"""What commands share that work at the service's own database: everything wired, nothing started."""

from __future__ import annotations

from pathlib import Path

from controller.broadcast.desk import Desk
from controller.people.who import ADMINISTRATOR, Who
from controller.terminal.speaking import settings_of

HERE = Who("terminal", "terminal", "terminal", ADMINISTRATOR, "", "/", "vi")
"""Whoever may open the database may do all of this."""


def desk_of(config: Path | None) -> Desk:
    """The desk of the service that these settings describe. Whoever asks closes its store."""
    from controller.bootstrap import build  # all parts of the service: a second that nobody spends who only reads help

    return build(settings_of(config)).desk
