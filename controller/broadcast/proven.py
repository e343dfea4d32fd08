"""What each box proved last: read whole once, and from then on only of boxes that have reported since.

A day of deliveries is a million rows in a province, and the watch asks every half minute.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from sqlalchemy import Connection

from controller.store import proofs
from controller.store.proofs import Proof


class Proven:
    """Told of reports by the thread that takes them in, asked by those that watch."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Proof]] | None = None
        self._reported: set[str] = set()
        self._lately: set[str] = set()
        """Asked for last time, and once more: the reader's view may have been older than the report."""
        self._lock = threading.Lock()

    def heard(self, devices: Iterable[str]) -> None:
        """Reports of these were committed."""
        with self._lock:
            self._reported.update(devices)

    def last(self, conn: Connection, since_ms: int) -> dict[str, tuple[int, Proof]]:
        """As `proofs.last` for all boxes."""
        with self._lock:
            asked = self._reported | self._lately
            if self._known is None:
                self._known = proofs.last(conn, since_ms)
            elif asked:
                self._known = self._known | proofs.last(conn, since_ms, asked)
            self._lately, self._reported = self._reported, set()
            self._known = {name: one for name, one in self._known.items() if one[0] >= since_ms}
            return self._known
