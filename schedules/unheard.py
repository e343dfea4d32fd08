"""What a rule alone would give and does not happen: left out, moved elsewhere, or kept off by a holiday.

`recurrence.occurrences` says when an announcement is due; this says why it is not due when somebody would expect it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from schedules.announcement import Rule
from schedules.holidays import VIETNAM, Holidays, plays
from schedules.recurrence import originals
from schedules.walltime import to_instant, to_local, to_minute, zone_named


class Because(enum.StrEnum):
    """Why it does not happen then."""

    LEFT_OUT = "left-out"
    MOVED = "moved-away"
    HOLIDAY = "holiday"


class Unheard(NamedTuple):
    """One wall time of the bare rule; ``to`` is where it was moved."""

    original: datetime
    because: Because
    to: datetime | None = None


def unheard(rule: Rule, since: datetime, until: datetime, holidays: Holidays = VIETNAM) -> tuple[Unheard, ...]:
    """All that would be due in [since, until) and is not, in order. Refuses what `recurrence.occurrences` refuses."""
    zone = zone_named(rule.zone)
    day = timedelta(days=1)
    bare = originals(rule, to_local(since, zone) - day, to_local(until, zone) + day)
    return tuple(_not_happening(rule, (one for one in bare if since <= to_instant(one, zone) < until), holidays))


def _not_happening(rule: Rule, bare: Iterator[datetime], holidays: Holidays) -> Iterator[Unheard]:
    for original in bare:
        named = to_minute(original)
        if named in rule.left_out:
            yield Unheard(original, Because.LEFT_OUT)
        elif named in rule.moved:
            yield Unheard(original, Because.MOVED, rule.moved[named])
        elif not rule.once and not plays(rule, original.date(), holidays):
            yield Unheard(original, Because.HOLIDAY)
