"""One dead station is one trouble, however many devices say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.people.who import Who, require
from controller.store import relay_faults, relay_sources
from controller.store.relay_faults import Told

TOGETHER_MS = 120_000
"""What begins so soon after another of the same source has ended is the same trouble."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A source that could not be heard; ``until_ms`` is None while that lasts. ``devices`` by id, with their names."""

    source: str
    name: str
    reasons: tuple[str, ...]
    since_ms: int
    until_ms: int | None
    devices: dict[str, str]


def since(conn: Connection, who: Who, since_ms: int, until_ms: int | None = None) -> list[Incident]:
    """What went wrong at and below a person's area, the newest first."""
    require(who, "read", who.path)
    return incidents(relay_faults.below(conn, who.path, since_ms, until_ms), relay_sources.names(conn))


def incidents(faults: Iterable[Told], names: dict[str, str]) -> list[Incident]:
    """Faults of the same source that touch each other are one. Pure."""
    made: list[Incident] = []
    last: dict[str, int] = {}
    for one in sorted(faults, key=lambda one: (one.since_ms, one.device)):
        place = last.get(one.source)
        if place is not None and _touches(made[place], one):
            made[place] = _with(made[place], one)
            continue
        last[one.source] = len(made)
        name = names.get(one.source, "")
        made.append(
            Incident(one.source, name, (one.reason,), one.since_ms, one.until_ms, {one.device: one.device_name})
        )
    return sorted(made, key=lambda one: (one.until_ms is not None, -one.since_ms))


def _touches(trouble: Incident, one: Told) -> bool:
    return trouble.until_ms is None or one.since_ms <= trouble.until_ms + TOGETHER_MS


def _with(trouble: Incident, one: Told) -> Incident:
    ends = None if trouble.until_ms is None or one.until_ms is None else max(trouble.until_ms, one.until_ms)
    reasons = tuple(dict.fromkeys((*trouble.reasons, one.reason)))
    devices = trouble.devices | {one.device: one.device_name}
    return Incident(trouble.source, trouble.name, reasons, trouble.since_ms, ends, devices)
