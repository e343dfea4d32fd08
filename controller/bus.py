"""What happens, said once and heard by every open page: from any thread, to any event loop, never waiting.

Nothing depends on it: a page that misses an event shows the truth when it asks again. So it keeps no history, and a
listener that does not keep up is dropped rather than waited for; it comes back and asks again.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

Fact = str | int | float | bool | None

PATIENCE = 256
"""Events that may wait for one listener."""


@dataclass(frozen=True, slots=True)
class Event:
    """``kind`` is what happened (``announcement``, ``device``, ``delivery`` …), ``facts`` to what."""

    kind: str
    facts: Mapping[str, Fact]


@dataclass(eq=False, slots=True)
class Listener:
    """One open page. Iterate it for events; it ends when the listener was dropped or the bus was closed."""

    loop: asyncio.AbstractEventLoop
    waiting: asyncio.Queue[Event | None]
    dropped: bool = field(default=False)

    async def __aiter__(self) -> AsyncIterator[Event]:
        while (event := await self.next()) is not None:
            yield event

    async def next(self) -> Event | None:
        """The next event, None at the end."""
        if self.dropped and self.waiting.empty():
            return None
        return await self.waiting.get()

    def _put(self, event: Event | None) -> None:
        """Runs on the listener's own loop, the only thread that touches the queue."""
        if self.dropped:
            return
        if event is None or self.waiting.full():
            self.dropped = True
            while not self.waiting.empty():
                self.waiting.get_nowait()
            self.waiting.put_nowait(None)
        else:
            self.waiting.put_nowait(event)


class Bus:
    """Say it here, hear it there."""

    def __init__(self, patience: int = PATIENCE) -> None:
        self._patience = patience
        self._listeners: frozenset[Listener] = frozenset()
        self._lock = threading.Lock()

    def say(self, kind: str, **facts: Fact) -> None:
        """Tell every listener. Never blocks and never fails, from whatever thread."""
        self._tell(Event(kind, facts))

    def listen(self) -> Listener:
        """A listener on the running event loop; hand it back to `leave`."""
        listener = Listener(asyncio.get_running_loop(), asyncio.Queue(self._patience))
        with self._lock:
            self._listeners |= {listener}
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener."""
        with self._lock:
            self._listeners -= {listener}

    def close(self) -> None:
        """End every listener, so that a server can stop."""
        self._tell(None)

    @property
    def listeners(self) -> int:
        """How many are listening."""
        return len(self._listeners)

    def _tell(self, event: Event | None) -> None:
        for listener in self._listeners:
            try:
                listener.loop.call_soon_threadsafe(listener._put, event)
            except RuntimeError:  # its loop is closed: nobody is there any more
                self.leave(listener)
            else:
                if listener.dropped:
                    self.leave(listener)
