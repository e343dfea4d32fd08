"""Which boxes may be ill by some rule: of thousands that are well nothing else is asked.

Whoever is named here is looked at with all facts (`controller.fleet.facts`); whoever is not has none that a rule minds.
To name too many costs time, to name too few would be a silent horn: a test holds this against a look at everybody.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.verdict import FAULTY
from controller.fleet import identities
from controller.fleet.facts import SENSORS, TESTED_FOR_MS, Signs
from controller.fleet.room import free_percent
from controller.fleet.wanted import astray as off_their_books
from controller.health.beats import Latest
from controller.health.rules import Book, book
from controller.health.series import NONE
from controller.store import astray, selftests

EVERY = ("dark", "sessions", "drift", "board", "unready", "selftest", "flood", "garbled", *identities.FACTS)
"""Facts that boxes have at nought as long as all is well."""
_STORAGE = next(place for place, name, _ in SENSORS if name == "storage")
Bounds = list[tuple[float, float]]


class Levels:
    """From where on the rules mind a fact."""

    def __init__(self, rules: Book) -> None:
        self._of: dict[str, Bounds] = {}
        for one in rules.rules:
            low = -math.inf if one.below is None else one.below
            high = math.inf if one.above is None else one.above
            self._of.setdefault(one.fact, []).append((low, high))

    def bounds(self, fact: str) -> Bounds:
        """Below and above which a value is bad, by each rule."""
        return self._of.get(fact, [])

    def bad(self, fact: str, value: float) -> bool:
        """Whether some rule minds it."""
        return any(not low <= value <= high for low, high in self.bounds(fact))


def suspects(desk: Desk, conn: Connection, seen: Signs, models: Mapping[str, str]) -> set[str]:
    """Their ids, active or not. ``models`` are those of all active boxes."""
    levels = Levels(book(desk.settings.health.rules))
    if any(levels.bad(fact, 0.0) for fact in EVERY):
        return set(models)  # a rule that minds who is well
    named = astray.away(conn) | off_their_books(conn)
    named.update(seen.broken, seen.expected, seen.shared)
    named.update(_counted(seen, levels), _tested(conn, seen.now_ms - TESTED_FOR_MS, levels))
    named.update(_sensed(tuple(desk.beats.latest.items()), models, levels))
    return named


def _counted(seen: Signs, levels: Levels) -> Iterator[str]:
    for fact, counts in (("sessions", seen.begun), ("flood", seen.loud), ("garbled", seen.garbled)):
        yield from (name for name, count in counts.items() if levels.bad(fact, count))
    yield from (name for name, (_, proof) in seen.heard.items() if levels.bad("deaf", proof.verdict in FAULTY))
    yield from (name for name, aim in seen.astray.items() if levels.bad("firmware", aim.is_missed))


def _tested(conn: Connection, since_ms: int, levels: Levels) -> Iterator[str]:
    for device, passed, lacks in selftests.doubtful(conn, since_ms):
        if not passed or levels.bad("fading", lacks or 0.0):
            yield device


def _sensed(said: Iterable[tuple[str, Latest]], models: Mapping[str, str], levels: Levels) -> Iterator[str]:
    """By the last heartbeat of each box, all at once."""
    heard = [(name, latest) for name, latest in said if name in models]
    if not heard:
        return
    table = np.array([latest.numbers for _, latest in heard], np.int64)
    minded = np.zeros(len(heard), np.bool_)
    for place, fact, factor in SENSORS:
        minded |= (table[:, place] != NONE) & _outside(table[:, place] * factor, levels.bounds(fact))
    free = free_percent(table[:, _STORAGE], [models[name] for name, _ in heard])
    minded |= (table[:, _STORAGE] != NONE) & _outside(free, levels.bounds("room"))
    for (name, latest), bad in zip(heard, minded.tolist(), strict=True):
        if bad or (latest.trusted is not None and levels.bad("untrusted", not latest.trusted)):
            yield name


def _outside(values: NDArray[Any], bounds: Bounds) -> NDArray[np.bool_]:
    found = np.zeros(len(values), np.bool_)
    for low, high in bounds:
        found |= (values < low) | (values > high)
    return found
