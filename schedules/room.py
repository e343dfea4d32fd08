"""What is left on a horn when all others have what they want: where something fits that gets into nobody's way.

A horn is taken where another sounds, and where another wishes to although it will not come to it just then: who fits
between all of these moves nobody. Under limits of sessions, minutes or days that does not follow, and is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from schedules.announcement import Announcement, Klass
from schedules.conflict import Kind
from schedules.device_plan import wished
from schedules.foresee import Group, Side
from schedules.hours import check, counted_together, limited, local_day
from schedules.opening import opening
from schedules.programme_plan import at_its_place
from schedules.span import Span, joined, without
from schedules.walltime import to_local, zone_named
from schedules.wish import Due, Wish

Range = tuple[timedelta, timedelta]
"""The first and the last start, since local midnight."""


class Room:
    """Of the devices of one group, on the days that ``due`` knows."""

    def __init__(self, side: Side, group: Group, due: Due, mine: Announcement) -> None:
        self._side, self._group, self._mine = side, group, mine
        others = wished(group.meant - {mine.id}, due, group.device)
        self._others = [wish for wish in others if wish.claim is not None]
        self._decided = side.settled(group, self._others)
        self._taken = joined(span for wish in self._others for span in self._takes(wish))
        counted = (one for one in self._decided.values() if one.claim.klass is not Klass.EMERGENCY)
        self._counted = [span for one in counted for span in one.spans]

    def _takes(self, wish: Wish) -> Iterator[Span]:
        assert wish.claim is not None
        claim, decision, turn = wish.claim, self._decided[wish.id], self._group.device.turn
        if decision.kind is not Kind.DROPPED or claim.rank == (self._mine.klass, self._mine.origin):
            yield Span(claim.start, claim.start + turn.block(claim.length))
        if decision.spans:
            before = turn.shift(claim.length)
            after = turn.block(claim.length) - claim.length - before
            yield Span(decision.spans[0].start - before, decision.spans[-1].end + after)

    def starts(self, day: date, length: timedelta) -> list[Range]:
        """When something of this length may begin on a local day, in order."""
        needs = self._group.device.turn.block(length)
        return [
            (self._clock(gap.start, day), self._clock(gap.end - needs, day))
            for gap in self._gaps(day)
            if gap.length >= needs
        ]

    def longest(self, start: datetime) -> timedelta:
        """How long something that begins then may be: nothing, where it is taken or outside the hours."""
        gaps = self._gaps(local_day(start, self._group.hours))
        room = next((one.end - start for one in gaps if one.start <= start < one.end), timedelta())
        turn = self._group.device.turn
        return max(timedelta(), (room - turn.pause * (turn.of - 1)) / turn.of)

    def within_limits(self, start: datetime, length: timedelta) -> bool:
        """Whether sessions, minutes and days leave room for it."""
        hours = self._group.hours
        if not limited(hours):
            return True
        days = counted_together(local_day(start, hours), hours)
        others = [one for one in self._counted if local_day(one.start, hours) in days]
        needs = self._group.device.turn.block(length)
        return not any(one.blocks for one in check(start, needs, self._mine.klass, hours, others))

    def undisturbed(self, mine: Sequence[Wish]) -> bool:
        """Whether everything else stays as it is beside these."""
        if not limited(self._group.hours):
            return True
        own = (at_its_place(wish, self._group.device.turn) for wish in mine)
        decided = self._side.settled(self._group, [*self._others, *own])
        return all(decided[name] == one for name, one in self._decided.items())

    def _gaps(self, day: date) -> Iterator[Span]:
        for window in opening(self._group.hours).of(day):
            yield from (gap for gap in without(window, self._over(window)) if gap.length)

    def _over(self, window: Span) -> Iterable[Span]:
        return (one for one in self._taken if one.end > window.start and one.start < window.end)

    def _clock(self, instant: datetime, day: date) -> timedelta:
        local = to_local(instant, zone_named(self._group.hours.zone or "UTC"))
        return local - datetime.combine(day, time())


def shared(ranges: Iterable[list[Range]]) -> list[Range]:
    """What all of them have."""
    lists = list(ranges)
    common = lists[0] if lists else []
    for other in lists[1:]:
        common = [
            (max(ours[0], theirs[0]), min(ours[1], theirs[1]))
            for ours in common
            for theirs in other
            if max(ours[0], theirs[0]) <= min(ours[1], theirs[1])
        ]
    return common
