"""A thread that does one thing when it is nudged, and by itself now and then; what fails is said and tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import structlog

log = structlog.get_logger()

AFTER_FAILURE_S = 5.0


class Worker:
    """Runs ``work`` once for any number of nudges that came while it was busy, never twice at a time."""

    def __init__(self, name: str, work: Callable[[], object], every_s: float | None = None) -> None:
        self.name = name
        self.around: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext()
        """For who measures: each run is inside."""
        self._work = work
        self._every_s = every_s
        self._nudged = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; the first run comes at once, so that a restart goes on where it stopped."""
        self._nudged.set()
        self._thread.start()

    def nudge(self) -> None:
        """There may be something to do."""
        self._nudged.set()

    def stop(self, patience_s: float = 30.0) -> None:
        """Finish what is under way, and end."""
        self._stopping.set()
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(patience_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._nudged.wait(self._every_s)
            if self._stopping.is_set():
                return
            self._nudged.clear()
            try:
                with self.around(self.name):
                    self._work()
            except Exception:
                # Whatever it was: the state is in the database, so the next run sees the same work again.
                log.exception("worker-failed", worker=self.name)
                if not self._stopping.wait(AFTER_FAILURE_S):
                    self._nudged.set()
