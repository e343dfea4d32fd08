"""What comes up from the devices, taken in batches: one transaction for hundreds of reports, then the acknowledgement.

The network thread only puts messages into a queue. One thread takes what has gathered, gives it to `take` (which
writes it into the database) and acknowledges it to the broker. Heartbeats alone wait a little for each other. If `take`
fails, nothing is acknowledged and the same batch is tried again: a full disk or a database restart loses nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

import structlog

from controller.ports import Incoming

log = structlog.get_logger()

MOST = 2_000
"""Messages in one batch."""
GATHER_S = 0.01
"""How long a batch waits for company, and for more as long as more keeps coming and these are not `ENOUGH`."""
LONGEST_S = 0.05
"""Not longer than this: a transaction costs as much as forty reports in it, and nobody sees the difference."""
ENOUGH = 256
"""With so many there what a transaction costs is not felt any more: they do not wait for others. Where thousands answer
at once, the database works from the first hundreds on, and the last do not wait behind a large batch."""
NOT_URGENT_S = 1.0
"""So long heartbeats wait for company: nobody waits for them, and each alone would cost a transaction and a sync of the
disk, twenty a second with 5,000 devices at rest. Whatever the broker keeps until it is stored cuts that short."""
AGAIN_S = 1.0

Take = Callable[[Sequence[Incoming]], None]


class Inbox:
    """The thread between the network and the database."""

    def __init__(
        self,
        take: Take,
        acknowledge: Callable[[Sequence[Incoming]], None],
        *,
        gather_s: float = GATHER_S,
        not_urgent_s: float = NOT_URGENT_S,
        again_s: float = AGAIN_S,
    ) -> None:
        """How long a batch waits for company, heartbeats for each other, and what could not be taken."""
        self._take = take
        self._acknowledge = acknowledge
        self._gather_s, self._not_urgent_s, self._again_s = gather_s, not_urgent_s, again_s
        self.on_taken: Take | None = None
        """For who measures: called with each batch that has been taken, before it is acknowledged."""
        self.is_stuck = False
        """Whether what came last could not be taken yet."""
        self._waiting: SimpleQueue[Incoming | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._urgent = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)

    def start(self) -> None:
        """Begin to take."""
        self._thread.start()

    def stop(self) -> None:
        """Take what has come, then end."""
        self._stopping.set()
        self._urgent.set()
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def put(self, message: Incoming) -> None:
        """Called by the network thread."""
        self._waiting.put(message)
        if message.qos:
            self._urgent.set()

    @property
    def waiting(self) -> int:
        """Messages that are not taken yet."""
        return self._waiting.qsize()

    def _run(self) -> None:
        while True:
            batch = self._gather()
            if batch and not self._taken(batch):
                return
            if self._stopping.is_set() and self._waiting.empty():
                return

    def _gather(self) -> list[Incoming]:
        first = self._waiting.get()
        batch = [] if first is None else [first]
        if first is not None:
            if not self._stopping.is_set():
                self._urgent.wait(self._not_urgent_s)
                self._urgent.clear()
            self._await_company()
        while len(batch) < MOST:
            try:
                message = self._waiting.get_nowait()
            except Empty:
                break
            if message is not None:
                batch.append(message)
        if not self._waiting.empty():
            self._urgent.set()  # what is left over does not wait again
        return batch

    def _await_company(self) -> None:
        until, before = time.monotonic() + LONGEST_S, -1
        while before < (waiting := self._waiting.qsize()) < ENOUGH and time.monotonic() < until:
            before = waiting
            if self._stopping.wait(self._gather_s):
                return

    def _taken(self, batch: list[Incoming]) -> bool:
        while True:
            try:
                self._take(batch)
            except Exception:
                # Whatever it was (disk, database, a fault of ours): unacknowledged, so not lost; and said.
                self.is_stuck = True
                log.exception("inbox-not-taken", messages=len(batch))
                if self._stopping.wait(self._again_s):
                    return False
            else:
                self.is_stuck = False
                if self.on_taken is not None:
                    self.on_taken(batch)
                self._acknowledge(batch)
                return True
