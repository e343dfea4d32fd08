"""What stands against a running list before it is kept, and how each of its coming slots would be filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from schedules.announcement import Announcement, Klass, Rule
from schedules.compose import rule_complaints
from schedules.errors import Refused
from schedules.findings import Finding
from schedules.holidays import VIETNAM, Holidays
from schedules.hours import DAY_MINUTES, Hours, check, clock
from schedules.neighbours import ALONE, Turn
from schedules.programme import Layout, Programme, lay_out
from schedules.recurrence import early, occurrences
from schedules.span import Span
from schedules.walltime import format_local

_LOOKED_AT = 1000
"""Slots in which the hours of the day are looked at: patterns have all come round by then."""
_YEAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Filled:
    """One slot with what stands in it; ``members`` are those who take part, by id."""

    layout: Layout
    members: Mapping[str, Announcement]


def complaints(programme: Programme, now: datetime, holidays: Holidays = VIETNAM) -> tuple[Refused, ...]:
    """What is wrong with the slots themselves: their rule, slots that run into each other or across midnight."""
    found = rule_complaints(programme.rule, now, timedelta(minutes=programme.minutes), holidays)
    return found or tuple(islice(_across_midnight(programme), 1))


def _across_midnight(programme: Programme) -> Iterator[Refused]:
    for local in islice(early(programme.rule), _LOOKED_AT):
        start = local.hour * 60 + local.minute
        if start + programme.minutes > DAY_MINUTES:
            end = clock((start + programme.minutes) % DAY_MINUTES)
            yield Refused("slot-crosses-midnight", "minutes", start=clock(start), end=end)


def slots(
    programme: Programme,
    announcements: Mapping[str, Announcement],
    since: datetime,
    until: datetime,
    holidays: Holidays = VIETNAM,
    turns: Iterable[Turn] = (ALONE,),
) -> Iterator[Filled]:
    """Every slot with ``since <= start < until``, filled with what each announcement tells at that time: as those of
    the ``turns`` have it who need longest.

    Announcements whose rule cannot be followed stay away.
    """
    due = {
        entry.announcement: _told(announcements[entry.announcement], since, until, holidays)
        for entry in programme.entries
        if entry.announcement in announcements
    }
    for slot in occurrences(programme.rule, since, until, holidays):
        members = {name: told[slot.start] for name, told in due.items() if slot.start in told}
        layouts = [lay_out(programme, slot.start, members, turn) for turn in turns]
        yield Filled(max(layouts, key=lambda one: one.total), members)


def meets(programme: Programme, one: Announcement, now: datetime, holidays: Holidays = VIETNAM) -> bool:
    """Whether an announcement takes part in any slot of the year to come."""
    due = _starts(one.rule, now, now + _YEAR, holidays)
    return not due.isdisjoint(_starts(programme.rule, now, now + _YEAR, holidays))


def _told(one: Announcement, since: datetime, until: datetime, holidays: Holidays) -> dict[datetime, Announcement]:
    """By start, as it is at that occurrence; of two at one instant the one that was due first, as in a plan."""
    try:
        listed = occurrences(one.rule, since, until, holidays)
    except Refused:
        return {}
    return {it.start: one.at(it.original_local) for it in reversed(listed)}


def _starts(rule: Rule, since: datetime, until: datetime, holidays: Holidays) -> frozenset[datetime]:
    try:
        return frozenset(one.start for one in occurrences(rule, since, until, holidays))
    except Refused:
        return frozenset()


def closed(
    programme: Programme, hours: Hours, since: datetime, until: datetime, holidays: Holidays = VIETNAM
) -> tuple[datetime, Finding] | None:
    """The first slot that its area's hours do not allow, and why; None where all are open."""
    for slot in occurrences(programme.rule, since, until, holidays):
        length = timedelta(minutes=programme.minutes)
        found = [one for one in check(slot.start, length, Klass.NORMAL, hours) if one.blocks]
        if found:
            return slot.start, found[0]
    return None


def collision(
    programme: Programme, others: Iterable[Programme], since: datetime, until: datetime, holidays: Holidays = VIETNAM
) -> tuple[datetime, Programme] | None:
    """The first slot that begins while one of ``others`` has its slot, or the other way round; and which it is."""
    found = []
    mine = [programme.slot(one) for one in _starts(programme.rule, since, until, holidays)]
    for other in others:
        theirs = [other.slot(one) for one in _starts(other.rule, since, until, holidays)]
        over = [max(one.start, two.start) for one in mine for two in theirs if _overlap(one, two)]
        if over:
            found.append((min(over), other))
    return min(found, key=lambda one: (one[0], one[1].id), default=None)


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def clock_of(programme: Programme) -> str:
    """The wall time that its slots begin at, as its rule's start says it."""
    return format_local(programme.rule.start).partition("T")[2]
