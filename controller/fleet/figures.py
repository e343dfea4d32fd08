"""The fleet in figures, for those who watch over many services: counted when they are asked for, at most so often."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from time import monotonic

from controller.broadcast.desk import Desk
from controller.fleet.presence import THERE, stand
from controller.fleet.wanted import held, wanted
from controller.health.agreement import PARTS, differs
from controller.store import deliveries, devices, incidents, outbox, post, status

FRESH_S = 10.0
"""Whoever asks more often gets the same again: a look at ten thousand boxes takes a tenth of a second."""
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Figures:
    """By labels, in the order that the names of the fields say."""

    devices_by_standing_and_profile: Mapping[tuple[str, str], int]
    drifting_by_part: Mapping[str, int]
    """Of devices that are there."""
    incidents_by_rule_and_severity: Mapping[tuple[str, str], int]
    broadcasts_by_result: Mapping[str, int]
    """Of the last 24 hours, each device apart."""
    notices_by_channel_and_outcome: Mapping[tuple[str, str], int]
    letters_by_kind: Mapping[str, int]
    """To devices, on their way."""
    beats: Mapping[str, int]
    """Heartbeats since the start, by what became of them."""
    readings_waiting: int
    reports_passed_over: int


class Counting:
    """Remembers what was counted last; only one looks at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._last: tuple[float, Figures] | None = None

    def now(self) -> Figures:
        """As it is, or was some seconds ago."""
        with self._lock:
            if self._last is None or monotonic() - self._last[0] >= FRESH_S:
                self._last = monotonic(), figures(self._desk)
            return self._last[1]


def figures(desk: Desk) -> Figures:
    """As it is now."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        rows, said, should = devices.below(conn), status.glances(conn), wanted(conn)
        stands = stand(desk, conn, rows, said)
        there = [row.id for row in rows if stands[row.id].state in THERE and row.id in should]
        drifting = Counter(dict.fromkeys(PARTS, 0))
        for name in there:
            drifting.update(differs(should[name], held(said[name])).keys())
        return Figures(
            Counter((stands[row.id].state, row.profile) for row in rows),
            drifting,
            Counter((one.rule, one.severity) for one in incidents.below(conn, "/")),
            deliveries.results(conn, now_ms - DAY_MS, now_ms),
            post.counts(conn),
            outbox.open_by_kind(conn),
            asdict(desk.beats.counts),
            desk.beats.size,
            desk.chatter.passed_over,
        )
