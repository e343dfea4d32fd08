"""One heap of alarms for everything that one process simulates: thousands of devices, one clock.

Real time drives it from an event loop, virtual time by leaping to the next alarm. Instants are true epoch milliseconds.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable

Action = Callable[[], object]


class Alarm:
    """One alarm; `cancel` it as often as you like."""

    __slots__ = ("action", "due")

    def __init__(self, due: float, action: Action) -> None:
        self.due = due
        self.action: Action | None = action

    def cancel(self) -> None:
        """Not any more."""
        self.action = None


class Timers:
    """The heap. ``now`` gives true time; ``changed`` is called when the first alarm is another one than before."""

    __slots__ = ("_count", "_heap", "changed", "now")

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.changed: Callable[[], None] | None = None
        self._heap: list[tuple[float, int, Alarm]] = []
        self._count = 0

    def at(self, due: float, action: Action) -> Alarm:
        """Call ``action`` at ``due``, or as soon as possible where that is past."""
        alarm = Alarm(due, action)
        self._count += 1
        heapq.heappush(self._heap, (due, self._count, alarm))
        if self.changed is not None and self._heap[0][2] is alarm:
            self.changed()
        return alarm

    def after(self, ms: float, action: Action) -> Alarm:
        """Call ``action`` so many milliseconds from now."""
        return self.at(self.now() + ms, action)

    def next_due(self) -> float | None:
        """When the first alarm rings, or None."""
        while self._heap and self._heap[0][2].action is None:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def ring(self, most: int = 1_000_000) -> int:
        """Call what is due by now; returns how many alarms rang."""
        rung = 0
        while rung < most:
            due = self.next_due()
            if due is None or due > self.now():
                break
            alarm = heapq.heappop(self._heap)[2]
            action, alarm.action = alarm.action, None
            if action is not None:
                action()
                rung += 1
        return rung
