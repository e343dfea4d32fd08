"""In which running list, and in which line of it, a time of an announcement stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from controller.broadcast import value
from schedules.planned import Basis
from schedules.programme import heard
from schedules.programme_plan import standing

NEAR = timedelta(days=1)
"""A time may be put off to the next day, and belongs to the slot in which it was due."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A list and a line, counted from 1."""

    programme: str
    name: str
    number: int


def seats(basis: Basis, since: datetime, until: datetime) -> dict[tuple[str, int], Seat]:
    """By announcement and instant (epoch ms): where it stands when it is due then."""
    found = standing(basis.programmes.values(), since - NEAR, until + NEAR, basis.holidays)
    audible = {name for name, one in basis.announcements.items() if heard(one) is not None}
    return {
        (name, value.ms(start)): Seat(one.id, one.name, number)
        for (name, start), (one, number) in found.items()
        if name in audible
    }
