"""What a description of a rule is made of: codes with values, no words of any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise

from schedules.errors import Value


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part of a sentence. A parameter is a value, or phrases that the language lists ("a, b and c")."""

    code: str
    params: Mapping[str, Value | tuple[Phrase, ...]] = field(default_factory=dict)


def phrase(code: str, **params: Value | tuple[Phrase, ...]) -> Phrase:
    return Phrase(code, params)


def on(day: date) -> str:
    """A date as a parameter (ISO; the language has its own form)."""
    return day.isoformat()


def clock(local: datetime | time) -> str:
    """The time of day as a parameter, seconds only where there are any."""
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


_WEEK = 7
_RUN = 3
"""So many weekdays in a row are told as a range."""


def weekdays(days: Iterable[int]) -> tuple[Phrase, ...]:
    """Weekdays (Monday is 1), neighbours joined: Monday to Friday."""
    listed = sorted(set(days))
    cuts = [0, *(index for index, (one, after) in enumerate(pairwise(listed), 1) if after != one + 1), len(listed)]
    found: list[Phrase] = []
    for begin, end in pairwise(cuts):
        run = [weekday(day) for day in listed[begin:end]]
        if len(run) >= _RUN:
            run = [phrase("weekday-range", first=(run[0],), last=(run[-1],))]
        found += run
    return tuple(found)


def weekday(day: int) -> Phrase:
    return phrase(f"weekday-{day}")


def every_day(days: Iterable[int]) -> bool:
    return len(set(days)) == _WEEK
