"""One occurrence apart from its series: left out, moved, or told otherwise. It is named by its original wall time.

    kind        what it does                          takes effect
    left-out    silence at that time                  at once: it only narrows what was agreed
    moved       another time, perhaps other content   when somebody else has agreed
    changed     other content at the same time        when somebody else has agreed
    restored    as the series has it, again           when somebody else has agreed: it widens what holds by now

Until it takes effect the series goes on as it was agreed. The occurrence keeps its identity through all of it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from schedules.announcement import Announcement, OnHolidays
from schedules.compose import content_complaints
from schedules.errors import Refused
from schedules.holidays import Holiday, Holidays, plays
from schedules.recurrence import YEARS, occurrences, original_at, originals
from schedules.walltime import format_local, to_instant, to_local, to_minute, zone_named

_AROUND = timedelta(days=2)
"""A window is widened by it before wall times become instants."""


class Kind(enum.StrEnum):
    """What is done with the one occurrence."""

    LEFT_OUT = "left-out"
    MOVED = "moved"
    CHANGED = "changed"
    RESTORED = "restored"


NARROWS = frozenset({Kind.LEFT_OUT})
"""What takes effect at once: nobody is told anything that was not agreed."""


class Turn(NamedTuple):
    """One time of a series, also one that does not happen. ``start`` (UTC) is when it is, or would have been."""

    original_local: datetime
    start: datetime
    kind: Kind | None
    """None: as the series has it."""
    holiday: bool
    """The rule leaves it out because of what day it is."""


def turns(one: Announcement, since: datetime, until: datetime, holidays: Holidays, most: int) -> tuple[Turn, ...]:
    """The first ``most`` times that begin in [since, until), those that are left out among them, by start."""
    rule, zone = one.rule, zone_named(one.rule.zone)
    low, high = to_local(since, zone) - _AROUND, to_local(until, zone) + _AROUND
    bare = (
        Turn(local, to_instant(local, zone), *_of_kind(one, local, holidays)) for local in originals(rule, low, high)
    )
    here = (turn for turn in bare if to_minute(turn.original_local) not in rule.moved or turn.kind is Kind.LEFT_OUT)
    found = list(islice((turn for turn in here if since <= turn.start < until), most))
    found += [turn for turn in _moved(one) if since <= turn.start < until]
    return tuple(sorted(found, key=lambda turn: (turn.start, turn.original_local))[:most])


def _of_kind(one: Announcement, local: datetime, holidays: Holidays) -> tuple[Kind | None, bool]:
    minute = to_minute(local)
    if minute in one.rule.left_out:
        return Kind.LEFT_OUT, False
    holiday = one.rule.holidays is not OnHolidays.PLAY and not plays(one.rule, local.date(), holidays)
    return Kind.CHANGED if minute in one.variants else None, holiday


def _moved(one: Announcement) -> Iterator[Turn]:
    zone = zone_named(one.rule.zone)
    for named, new in one.rule.moved.items():
        original = original_at(one.rule, named)
        if original is not None and named not in one.rule.left_out:
            yield Turn(original, to_instant(new, zone), Kind.MOVED, False)


def start_of(one: Announcement, named: datetime) -> datetime:
    """When the occurrence of that name is, or would be if it were not left out. Refuses ``no-such-occurrence``."""
    original = original_at(one.rule, to_minute(named))
    if original is None:
        raise Refused("no-such-occurrence", "original", original=format_local(to_minute(named)))
    return to_instant(one.rule.moved.get(to_minute(named), original), zone_named(one.rule.zone))


def complaints(
    before: Announcement,
    after: Announcement,
    named: datetime,
    now: datetime,
    least_gap: timedelta,
    holidays: Holidays,
) -> tuple[Refused, ...]:
    """What stands against one occurrence as ``after`` has it, where ``before`` is what holds by now.

    Hours and conflicts are not judged here: plan it together with the others.
    """
    try:
        if start_of(before, named) <= now:
            return (Refused("occurrence-over", "original"),)
    except Refused as unknown:
        return (unknown,)
    minute = to_minute(named)
    if minute in after.rule.left_out:
        return ()
    if _same(before, after, minute):
        return (Refused("nothing-changed", "to" if minute in after.rule.moved else "kind"),)
    start = start_of(after, minute)
    if start <= now:
        return (Refused("start-in-past", "to"),)
    if start > now + timedelta(days=366 * YEARS):
        return (Refused("start-too-far", "to", years=YEARS),)
    return (*content_complaints(after.at(minute)), *_too_near(after, minute, start, least_gap, holidays))


def _same(before: Announcement, after: Announcement, minute: datetime) -> bool:
    return (
        minute not in before.rule.left_out
        and start_of(before, minute) == start_of(after, minute)
        and _content(before.at(minute)) == _content(after.at(minute))
    )


def _content(one: Announcement) -> tuple[object, ...]:
    return one.text, one.sound, one.page, one.volume


def _too_near(
    after: Announcement, minute: datetime, start: datetime, least_gap: timedelta, holidays: Holidays
) -> Iterator[Refused]:
    """An announcement must not run into itself."""
    lengths = [sound.length_ms for sound in (after.sound, after.at(minute).sound) if sound is not None]
    gap = max([least_gap, *(timedelta(milliseconds=one) for one in lengths)])
    for other in occurrences(after.rule, start - gap + timedelta(seconds=1), start + gap, holidays):
        if to_minute(other.original_local) != minute:
            local = to_local(other.start, zone_named(after.rule.zone))
            yield Refused("too-near-itself", "to", other=format_local(to_minute(local)))
            return


def onto_holiday(one: Announcement, named: datetime, holidays: Holidays) -> Holiday | None:
    """The holiday that a move of an announcement which keeps holidays free ends on. It is allowed: a move is a
    person's word; but whoever agrees to it should know."""
    new = one.rule.moved.get(to_minute(named))
    return holidays.on(new.date()) if new is not None and one.rule.holidays is OnHolidays.SKIP else None
