"""Programmes in a plan: every wish that stands in a running list is shifted to its place, once for all devices.

Towards everything outside its list an entry stays an ordinary claim under the ordinary law. Inside there is nothing to
decide: places do not overlap. What runs over the end of its slot, although that is refused when a list is saved and
when an announcement joins it (a longer sound may come all the same), gives way by its own policy:

    stop, never     cut at the end of the slot; what would only begin after it is left out
    pause, defer    goes on after the slot, behind whatever is punctual there

and each of them says so. Horns that speak in turn need longer: every entry waits until all turns of those before it
have ended (`at_its_place`), so that nobody's second turn is spoken over by the next entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from schedules.announcement import Resume
from schedules.errors import Refused
from schedules.findings import Finding
from schedules.holidays import Holidays
from schedules.neighbours import ALONE, Turn
from schedules.programme import Programme, heard, lay_out
from schedules.recurrence import occurrences
from schedules.walltime import whole_seconds
from schedules.wish import Listed, Wish

_TICK = timedelta(milliseconds=1)
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
    placed: dict[str, Wish] = {}
    before = timedelta()
    for many, place in enumerate(layout.places):
        wish = members[place.entry.announcement]
        listed = Listed(place, layout.slot, before, many)
        placed[wish.id] = at_its_place(wish._replace(listed=listed, entry=place.entry), ALONE)
        before += place.length
    return placed


def at_its_place(wish: Wish, turn: Turn) -> Wish:
    """A wish at its place for a horn that speaks in this turn, as far as its slot and its policy let it.

    Everything before it has taken its turns, and it must end with the last of its own.
    """
    if wish.listed is None or wish.claim is None:
        return wish
    place, slot, before, many = wish.listed
    start = place.start + (before + turn.pause * many) * (turn.of - 1)
    claim = replace(wish.claim, start=start, length=place.length, yields=False)
    wish = wish._replace(claim=claim, starts=start, findings=())
    over = start + turn.block(place.length) - slot.end
    if over <= timedelta():
        return wish
    waits = wish.announcement.resume in (Resume.PAUSE, Resume.DEFER)
    left = (slot.end - start - turn.pause * (turn.of - 1)) // (_TICK * turn.of) * _TICK
    if (start >= slot.start + _LATEST) if waits else (left <= timedelta()):
        return wish._replace(claim=None, findings=(Finding("no-room-in-slot"),))
    if waits:
        found = Finding("over-slot", {"seconds": whole_seconds(over)})
        return wish._replace(claim=replace(claim, yields=True), findings=(found,))
    found = Finding("cut-by-slot", {"seconds": whole_seconds(place.length - left)})
    return wish._replace(claim=replace(claim, length=left), findings=(found,))
