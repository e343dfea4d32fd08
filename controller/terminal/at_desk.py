"""What commands share that work at the service's own database: everything wired, nothing started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from controller.broadcast.desk import Desk
from controller.people.who import ADMINISTRATOR, Who
from controller.terminal.speaking import settings_of

HERE = Who("terminal", "terminal", "terminal", ADMINISTRATOR, "", "/", "vi")
"""Whoever may open the database may do all of this."""


@contextmanager
def desk_of(config: Path | None) -> Iterator[Desk]:
    """The desk of the service that these settings describe."""
    from controller.bootstrap import build  # all parts of the service: a second that nobody spends who only reads help

    desk = build(settings_of(config)).desk
    with closing(desk.store):
        yield desk
