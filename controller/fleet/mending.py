"""Who is there and does not hold what it should, is asked again: after ten minutes, then after twice as long each time.

What can be put right from here is: a timetable and a volume are sent again. What cannot (another list of keys, files
that do not come) is asked about, so that what is told of it is true; after ten minutes it is an incident that names it
(`health.rules`). Since when a box drifts is remembered, not kept: a restart begins anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet.orders import Order, order
from controller.fleet.wanted import astray, held, wanted
from controller.health.agreement import Wanted, differs
from controller.store import outbox, status, timetables
from controller.store.presence import ONLINE
from devices.topics import TABLE, Kind

log = structlog.get_logger()

FIRST_MS = 600_000
LONGEST_MS = 6 * 3_600_000
AT_ONCE = 200
"""Boxes in one round: when everybody drifts, the cause is elsewhere."""


@dataclass(slots=True)
class Drift:
    """Of one box: since when, and how often it was asked."""

    since_ms: int
    tries: int = 0

    def due_ms(self) -> int:
        """When it is asked next: after 10, 20, 40 … minutes, at the latest every six hours."""
        pauses = [min(FIRST_MS << min(one, 10), LONGEST_MS) for one in range(self.tries + 1)]
        return self.since_ms + sum(pauses)


class Mender:
    """Remembers since when who drifts, and how often it was asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drifts: dict[str, Drift] = {}

    def look(self) -> list[str]:
        """Ask those whose time has come; who they are."""
        desk, now_ms = self._desk, self._desk.now_ms()
        with desk.store.read() as conn:
            names = astray(conn)
            should, said = wanted(conn, names), status.glances(conn, names)
        parts = {
            name: list(differs(should[name], held(one)))
            for name, one in said.items()
            if name in should and one.presence == ONLINE
        }
        drifting = {name: found for name, found in parts.items() if found}
        self._drifts = {name: self._drifts.get(name, Drift(now_ms)) for name in drifting}
        due = sorted((one.due_ms(), name) for name, one in self._drifts.items() if one.due_ms() <= now_ms)[:AT_ONCE]
        for _, name in due:
            self._drifts[name].tries += 1
            self._ask(name, should[name], drifting[name])
        return [name for _, name in due]

    def _ask(self, device: str, should: Wanted, parts: list[str]) -> None:
        try:
            if "volume" in parts:
                order(self._desk, None, Order("volume", device, volume=should.volume))
            if "timetable" in parts:
                self._send_timetable(device)
            order(self._desk, None, Order("report", device))
        except Refused as refused:  # retired meanwhile
            log.warning("not-asked", device=device, why=refused.code)

    def _send_timetable(self, device: str) -> None:
        """Its letter again, now: the one that waits, or another where that one was settled."""
        now_ms = self._desk.now_ms()
        with self._desk.store.write() as conn:
            mark = timetables.marks(conn, [device]).get(device)
            if mark is None:
                return
            row = TABLE[Kind.WANT]
            outbox.put(
                conn,
                [
                    outbox.Letter(
                        row.of(device), b"", row.qos, row.retained, outbox.WANT, device, now_ms, mark.exp_ms, now_ms,
                        wanted=mark.hash,
                    )
                ],
            )  # fmt: skip
        self._desk.nudge("dispatch")
