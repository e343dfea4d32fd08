"""Horns that reach each other: who speaks in which turn.

The neighbourhood is a graph: horns, and pairs of them that a person hears both of. Where an area lets its horns speak
one after the other, each announcement takes a *block* of time in which every turn has room for the whole sound; two
horns of a pair never have the same turn, all horns of one turn start together.

Turns are given by the smallest free number, in an order that keeps what is there: the oldest horn first, then always
the oldest of those that have a neighbour with a turn. So

- a road, a tree, anything that two turns suffice for, gets two;
- a new horn is the youngest: nobody else's turn changes, unless it joins two neighbourhoods that were strangers, and
  then only in the one without the oldest horn;
- a pair that comes or goes changes only horns that are reached after the older of its two.

Nothing is remembered: the same horns and pairs give the same turns, after a restart and on another machine.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

Pair = tuple[str, str]
"""Two horns that reach each other, in either order."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn ``number`` (from 0) of ``of``, with ``pause`` between one turn's end and the next one's start."""

    number: int = 0
    of: int = 1
    pause: timedelta = timedelta()

    def block(self, length: timedelta) -> timedelta:
        """The time that a sound needs until the last turn has ended."""
        return length * self.of + self.pause * (self.of - 1)

    def shift(self, length: timedelta) -> timedelta:
        """How long after the block's start this turn begins."""
        return (length + self.pause) * self.number


ALONE = Turn()
"""A horn that nobody has to wait for: it has no neighbours, or they all speak together."""


def turns(pauses: Mapping[str, timedelta], ages: Mapping[str, int], pairs: Iterable[Pair]) -> dict[str, Turn]:
    """The turns of the horns that speak in turn and have a neighbour that does.

    ``pauses`` names the horns that speak in turn; a pair with another one counts for nothing. ``ages`` rise with youth
    (when each was taken in); of equals the lower id is the older. A neighbourhood waits its longest pause.
    """
    beside: dict[str, set[str]] = {}
    for one, other in pairs:
        if one != other and one in pauses and other in pauses:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    given: dict[str, Turn] = {}
    for numbers in _neighbourhoods(beside, ages):
        of, pause = max(numbers.values()) + 1, max(pauses[name] for name in numbers)
        given |= {name: Turn(number, of, pause) for name, number in numbers.items()}
    return given


def _neighbourhoods(beside: Mapping[str, set[str]], ages: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Each neighbourhood's numbers, the one with the oldest horn first."""
    seen: set[str] = set()
    for first in sorted(beside, key=lambda name: (ages[name], name)):
        if first in seen:
            continue
        numbers: dict[str, int] = {}
        reached = [(ages[first], first)]
        while reached:
            _, name = heapq.heappop(reached)
            if name in numbers:
                continue
            taken = {numbers[other] for other in beside[name] if other in numbers}
            numbers[name] = next(number for number in range(len(taken) + 1) if number not in taken)
            for other in beside[name] - numbers.keys():
                heapq.heappush(reached, (ages[other], other))
        seen |= numbers.keys()
        yield numbers
