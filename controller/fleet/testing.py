"""Self-tests that nobody ordered: each box is asked every so many days whether the chain of keys holds, without a
sound; and, where the settings say so, how its horn answers a quiet tone.

What is due stands in the facts: a restart, or a night without the service, loses nothing but hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet.errands import Wish, give
from controller.store import areas, facts
from controller.words.instants import wall

DAY_MS = 86_400_000
WAITS_MS = 20 * 3_600_000
"""So long boxes that are away are waited for."""
PERCENT = 10


@dataclass(frozen=True, slots=True)
class Routine:
    """One test that comes again."""

    name: str
    days: int
    at: str
    details: Mapping[str, Any]


def routines(desk: Desk) -> tuple[Routine, ...]:
    """As the settings have them; with 0 days it never comes by itself."""
    health = desk.settings.health
    return (
        Routine("silent-test-ms", health.silent_test_days, health.silent_test_at, {"chain": True}),
        Routine("tone-test-ms", health.tone_test_days, health.tone_test_at, {"tone": True}),
    )


def give_due(desk: Desk) -> list[str]:
    """Give what is due; the errands' ids."""
    given = []
    for one in routines(desk):
        if one.days and _is_due(desk, one):
            given += _give(desk, one)
    return given


def _is_due(desk: Desk, one: Routine) -> bool:
    """At its hour of the first day on which it is due again, or later that day."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        last_ms = int(facts.get(conn, one.name) or 0)
    local = wall(now_ms, desk.settings.zone)
    days = (local.date() - wall(last_ms, desk.settings.zone).date()).days
    return days >= one.days and f"{local:%H:%M}" >= one.at


def _give(desk: Desk, one: Routine) -> list[str]:
    with desk.store.write() as conn:
        facts.put(conn, one.name, str(desk.now_ms()))
        tops = [area.code for area in areas.below(conn) if area.parent is None]
    given = []
    for top in tops:
        try:
            given.append(give(desk, None, Wish("selftest", (top,), (), one.details, PERCENT, WAITS_MS)).id)
        except Refused:
            continue  # a province without boxes yet
    return given
