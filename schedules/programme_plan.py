"""Programmes in a plan: every wish that stands in a running list is shifted to its place, once for all devices.

Towards everything outside its list an entry stays an ordinary claim under the ordinary law. Inside there is nothing to
decide: places do not overlap. What runs over the end of its slot, although that is refused when a list is saved and
when an announcement joins it (a longer sound may come all the same), gives way by its own policy:

    stop, never     cut at the end of the slot; what would only begin after it is left out
    pause, defer    goes on after the slot, behind whatever is punctual there

and each of them says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from schedules.announcement import Resume
from schedules.errors import Refused
from schedules.findings import Finding
from schedules.holidays import Holidays
from schedules.programme import Place, Programme, heard, lay_out
from schedules.recurrence import occurrences
from schedules.span import Span
from schedules.walltime import whole_seconds
from schedules.wish import Wish

_LATEST = timedelta(days=1)
"""What would begin a day after its slot is no tail any more."""


def join(
    due: Mapping[str, Sequence[Wish]],
    programmes: Iterable[Programme],
    low: datetime,
    high: datetime,
    holidays: Holidays,
) -> dict[str, tuple[Wish, ...]]:
    """The wishes with their places. Where two lists want the same time of an announcement, the first by id has it."""
    placed: dict[str, Wish] = {}
    for programme in sorted(programmes, key=lambda one: one.id):
        starting = _starting(due, programme)
        for start in _slots(programme, low, high, holidays) if starting else ():
            wishes = [
                wish
                for entry in programme.entries
                if (wish := starting.get((entry.announcement, start))) is not None and wish.id not in placed
            ]
            if wishes:
                placed |= _laid_out(programme, start, wishes)
    return {name: tuple(placed.get(wish.id, wish) for wish in wishes) for name, wishes in due.items()}


def standing(
    programmes: Iterable[Programme], low: datetime, high: datetime, holidays: Holidays
) -> dict[tuple[str, datetime], tuple[Programme, int]]:
    """By announcement and start: in whose list it stands then, and in which line; of several, as in `join`."""
    found: dict[tuple[str, datetime], tuple[Programme, int]] = {}
    for programme in sorted(programmes, key=lambda one: one.id):
        for start in _slots(programme, low, high, holidays):
            for number, entry in enumerate(programme.entries, 1):
                found.setdefault((entry.announcement, start), (programme, number))
    return found


def _starting(due: Mapping[str, Sequence[Wish]], programme: Programme) -> dict[tuple[str, datetime], Wish]:
    """The wishes of its entries by announcement and start; of two at one instant the one that was due first."""
    found: dict[tuple[str, datetime], Wish] = {}
    for entry in programme.entries:
        for wish in due.get(entry.announcement, ()):
            if heard(wish.announcement) is not None:
                found.setdefault((entry.announcement, wish.occurrence.start), wish)
    return found


def _slots(programme: Programme, low: datetime, high: datetime, holidays: Holidays) -> list[datetime]:
    """A list whose rule cannot be followed has no slots: its announcements sound by their own rules."""
    try:
        return [one.start for one in occurrences(programme.rule, low, high, holidays)]
    except Refused:
        return []


def _laid_out(programme: Programme, start: datetime, wishes: Sequence[Wish]) -> dict[str, Wish]:
    members: dict[str, Wish] = {wish.announcement.id: wish for wish in wishes}
    layout = lay_out(programme, start, {name: wish.announcement for name, wish in members.items()})
    placed = [_at(members[place.entry.announcement], place, layout.slot) for place in layout.places]
    return {wish.id: wish for wish in placed}


def _at(wish: Wish, place: Place, slot: Span) -> Wish:
    """A wish at its place, as far as its slot and its policy let it."""
    assert wish.claim is not None
    claim = replace(wish.claim, start=place.start, length=place.length)
    wish = wish._replace(claim=claim, entry=place.entry, starts=place.start)
    over = place.span.end - slot.end
    if over <= timedelta():
        return wish
    waits = wish.announcement.resume in (Resume.PAUSE, Resume.DEFER)
    if place.start >= (slot.start + _LATEST if waits else slot.end):
        return wish._replace(claim=None, findings=(Finding("no-room-in-slot"),))
    if waits:
        found = Finding("over-slot", {"seconds": whole_seconds(over)})
        return wish._replace(claim=replace(claim, yields=True), findings=(found,))
    found = Finding("cut-by-slot", {"seconds": whole_seconds(over)})
    return wish._replace(claim=replace(claim, length=place.length - over), findings=(found,))
