"""Whether what a scenario expects has come: its incidents, when, with which boxes; and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from controller.health.watch import MERGED
from controller.store import incidents
from firmware_sim.scenario import Scenario
from firmware_sim.scenario.moments import ZONE
from firmware_sim.scenario.values import Expected
from firmware_sim.scenario.who import boxes, members


@dataclass(frozen=True, slots=True)
class Seen:
    """One incident, as it stands in the database. ``where`` is a place or a box."""

    rule: str
    where: str
    opened_ms: int
    closed_ms: int | None
    boxes: frozenset[str]

    def __str__(self) -> str:
        closed = "still open" if self.closed_ms is None else f"closed {_wall(self.closed_ms)}"
        return f"{self.rule} at {self.where}, opened {_wall(self.opened_ms)}, {closed}, {len(self.boxes)} boxes"


def seen(conn: Connection) -> list[Seen]:
    """All incidents but those that went into another one."""
    rows = [row for row in incidents.below(conn, "/", 0) if row.end != MERGED]
    under = incidents.members(conn, {row.id for row in rows})
    found = [
        Seen(row.rule, row.device or row.area, row.opened_ms, row.closed_ms, frozenset(under[row.id])) for row in rows
    ]
    return sorted(found, key=lambda one: (one.opened_ms, one.rule, one.where))


def differences(scenario: Scenario, day: date, found: Sequence[Seen]) -> list[str]:
    """What is otherwise than expected, a sentence each."""
    left, told = list(found), []
    inside = members(boxes(scenario.fleet))
    for wanted in scenario.expect:
        alike = [one for one in left if (one.rule, one.where) == (wanted.rule, wanted.where)]
        opens_ms = wanted.opens.instant(day)
        nearest = min(alike, key=lambda one: abs(one.opened_ms - opens_ms), default=None)
        if nearest is None:
            told.append(f"{wanted.rule} at {wanted.where} did not open")
            continue
        left.remove(nearest)
        told += [f"{nearest}: {problem}" for problem in _problems(wanted, day, nearest, inside)]
    return told + [f"{one}: not expected" for one in left]


def _problems(wanted: Expected, day: date, found: Seen, inside: dict[str, list[str]]) -> list[str]:
    told = []
    within_ms = float(wanted.within) * 1000
    if abs(found.opened_ms - wanted.opens.instant(day)) > within_ms:
        told.append(f"expected to open {wanted.opens}")
    if wanted.closes is None:
        if found.closed_ms is not None:
            told.append("expected to stay open")
    elif found.closed_ms is None or abs(found.closed_ms - wanted.closes.instant(day)) > within_ms:
        told.append(f"expected to close {wanted.closes}")
    if isinstance(wanted.boxes, int):
        if len(found.boxes) != wanted.boxes:
            told.append(f"expected {wanted.boxes} boxes")
    else:
        names = set(inside[wanted.where] if wanted.boxes == "all" else wanted.boxes)
        if found.boxes != names:
            told.append(f"other boxes than expected: {', '.join(sorted(found.boxes ^ names))}")
    return told


def _wall(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(ZONE)):%H:%M:%S}"
