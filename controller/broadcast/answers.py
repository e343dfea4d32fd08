"""Who has still to answer a command. Thousands answer one in dozens of batches; each batch looks on from the last.

To ask the database at each batch whether *anybody* is silent costs a walk through all that have answered already; with
5,000 devices as much as storing a hundred of their reports.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from controller.store import outbox

MOST = 1_000
"""Of so many commands it is remembered who is silent; of an older one it is looked up from the beginning."""
COMMANDS = "c-"

Silent = dict[str, str | None]
"""By command: the first device that has not answered; None once all have."""


class Answers:
    """What is remembered between batches. A restart forgets it, and looks once from the beginning."""

    def __init__(self) -> None:
        self._silent: Silent = {}

    def settle(self, conn: Connection, subjects: Iterable[str], now_ms: int) -> Silent:
        """Settle those of these commands that everybody has answered; what to `remember` when that is committed."""
        found: Silent = {}
        for subject in {one for one in subjects if one.startswith(COMMANDS)}:
            since = self._silent.get(subject, "")
            if since is None:
                continue
            found[subject] = outbox.first_silent(conn, subject, since)
            if found[subject] is None:
                outbox.settle_command(conn, subject, now_ms)
        return found

    def remember(self, silent: Silent) -> None:
        """The transaction of `settle` is committed."""
        for subject, device in silent.items():
            self._silent.pop(subject, None)  # the newest stand last
            self._silent[subject] = device
        while len(self._silent) > MOST:
            del self._silent[next(iter(self._silent))]
