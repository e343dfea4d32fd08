"""What can be done where an announcement does not go as wished: each offer was planned before it is made.

An offer means exactly what `taken` makes of it; with one of them taken it goes as wished, whole and at its own time
(proven), and another time moves nobody else. One offer a way, the nearest or the smallest change:

    earlier, later   another start; of a repeated rule the clock of every day, of a single time perhaps another day
    shorter          at most so long at the same time
    fewer            without the places in which it does not go

What a person did to single times of a rule is named by its own start, so a rule with such is not moved. An emergency
sounds at once whatever else does, and a place in a running list is the list's own matter (`programme_offers`).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from schedules.announcement import Announcement, Audience, Klass
from schedules.fewer import fewer
from schedules.foresee import Foresight
from schedules.planned import Account, Plan
from schedules.recurrence import occurrences
from schedules.room import Range, Room, shared
from schedules.walltime import midnight, to_instant, zone_named

HARMLESS = frozenset({"emergency-outside-hours", "volume-lowered", "in-turn", "device-has-no-face"})
"""With these it still goes as wished."""
_DAYS = 7
"""A single time may be so far from the wished one."""
_TRIES = 4
"""Starts that are planned in each direction before it is given up."""
_MINUTE, _ROUND = timedelta(minutes=1), timedelta(minutes=5)
"""Starts are offered as people say them."""
_SHORTEST, _STEP = timedelta(seconds=10), timedelta(seconds=5)
"""Nobody is told to say it in less, chime not counted."""


class Way(enum.StrEnum):
    """What to do. Each is a sentence ``way-<way>`` in the catalogue."""

    EARLIER = "earlier"
    LATER = "later"
    SHORTER = "shorter"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class Offer:
    """One step. What a way does not speak of is None, zero or empty.

    ``start`` is a wall time of the rule's zone, ``seconds`` the most that the sound may last (chime included),
    ``audience`` who is left, and ``without`` the areas and devices that are not.
    """

    way: Way
    start: datetime | None = None
    seconds: int = 0
    audience: Audience = field(default_factory=Audience)
    without: tuple[str, ...] = ()


def taken(one: Announcement, offer: Offer) -> Announcement:
    """The announcement with the step done."""
    match offer.way:
        case Way.EARLIER | Way.LATER:
            assert offer.start is not None
            return replace(one, rule=replace(one.rule, start=offer.start))
        case Way.SHORTER:
            assert one.sound is not None
            return replace(one, sound=replace(one.sound, length_ms=offer.seconds * 1000))
    return replace(one, audience=offer.audience)


def troubled(plan: Plan, name: str) -> bool:
    """Whether some time of it does not go as wished on some device."""
    return any(
        _hurts(account) for one in plan.devices.values() for account in one.accounts if account.announcement == name
    )


def offers(
    seen: Plan, foresight: Foresight, mine: Announcement, not_before: datetime, *, anyway: bool = False
) -> tuple[Offer, ...]:
    """What would help, given what was foreseen. No start is offered that lies before ``not_before``.

    ``anyway``: it goes as wished, but pushes others aside, so that another time is looked for all the same.
    """
    listed = any(entry.announcement == mine.id for one in seen.basis.programmes.values() for entry in one.entries)
    hurt = troubled(seen, mine.id)
    if mine.klass is Klass.EMERGENCY or listed or not (hurt or anyway):
        return ()
    return tuple(one for one in _Search(seen, foresight, mine, not_before).found() if hurt or one.start is not None)


def _hurts(account: Account) -> bool:
    return any(one.code not in HARMLESS for one in account.findings)


class _Search:
    def __init__(self, seen: Plan, foresight: Foresight, mine: Announcement, not_before: datetime) -> None:
        self._seen, self._foresight, self._mine, self._not_before = seen, foresight, mine, not_before
        self._zone = zone_named(mine.rule.zone)
        self._holidays = foresight.here.basis.holidays
        found = occurrences(mine.rule, *foresight.horizon, self._holidays)
        self._starts = [one.start for one in found]
        self._days = sorted({one.original_local.date() for one in found})
        self._rooms = self._rooms_at(self._starts)
        self._length = timedelta(milliseconds=mine.sound.length_ms if mine.sound is not None else 0)
        own = mine.rule
        plain = not (own.left_out or own.moved or mine.variants)
        self._movable = plain and {one.original_local.time() for one in found} == {own.start.time()}

    def found(self) -> Iterator[Offer]:
        """One of each way, where there is one."""
        if self._rooms and self._length and self._movable:
            yield from self._elsewhen(Way.EARLIER)
            yield from self._elsewhen(Way.LATER)
        if self._rooms and self._length:
            yield from self._shorter()
        yield from self._fewer()

    # ------------------------------------------------------------------ another time

    def _elsewhen(self, way: Way) -> Iterator[Offer]:
        wished = self._mine.rule.start - midnight(self._mine.rule.start)
        clocks = list(_beside(self._clocks(self._days, self._rooms), wished, way))
        tried = [midnight(self._mine.rule.start) + one for one in clocks]
        offer = self._first(way, tried, self._rooms)
        if offer is None and self._mine.rule.once:
            sign = 1 if way is Way.LATER else -1
            days = [self._mine.rule.start.date() + sign * timedelta(days=ahead) for ahead in range(1, _DAYS + 1)]
            days = [day for day in days if datetime.combine(day, time.max, self._zone) >= self._not_before]
            rooms = self._rooms_at(to_instant(datetime.combine(day, time(12)), self._zone) for day in days)
            tried = [
                datetime.combine(day, time()) + one for day in days for one in _near(self._clocks([day], rooms), wished)
            ]
            offer = self._first(way, tried, rooms)
        if offer is not None:
            yield offer

    def _clocks(self, days: Iterable[date], rooms: Iterable[Room]) -> list[Range]:
        return shared(room.starts(day, self._length) for day in days for room in rooms)

    def _first(self, way: Way, starts: Iterable[datetime], rooms: Sequence[Room]) -> Offer | None:
        """The first that holds when it is planned."""
        tries = 0
        for start in starts:
            offer = Offer(way, start)
            mine = taken(self._mine, offer)
            due = [one.start for one in occurrences(mine.rule, *self._foresight.horizon, self._holidays)]
            if self._in_time(start) and self._within_limits(due, self._length, rooms):
                wishes = self._foresight.here.due(mine, due).get(mine.id, ())
                if all(one.undisturbed(wishes) for one in rooms) and self._holds(offer):
                    return offer
                tries += 1
                if tries == _TRIES:
                    break
        return None

    def _in_time(self, start: datetime) -> bool:
        bound = self._mine.rule.once or to_instant(self._mine.rule.start, self._zone) >= self._not_before
        return not bound or to_instant(start, self._zone) >= self._not_before

    def _within_limits(self, due: Iterable[datetime], length: timedelta, rooms: Sequence[Room]) -> bool:
        return all(room.within_limits(start, length) for start in due for room in rooms)

    # ------------------------------------------------------------------ less of it

    def _shorter(self) -> Iterator[Offer]:
        """As long as there is room everywhere, less where limits say so."""
        assert self._mine.sound is not None
        least = timedelta(milliseconds=self._mine.sound.lead_ms) + _SHORTEST
        room = min(one.longest(start) for one in self._rooms for start in self._starts)
        low, high = -(-least // _STEP), min(room, self._length - timedelta(milliseconds=1)) // _STEP
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._within_limits(self._starts, middle * _STEP, self._rooms)
            low, high = (middle, high) if fits else (low, middle - 1)
        offer = Offer(Way.SHORTER, seconds=low * _STEP // timedelta(seconds=1))
        if low == high and self._holds(offer):
            yield offer

    def _fewer(self) -> Iterator[Offer]:
        """Where it goes as wished. In another world places have other names: there the person has to look himself."""
        if self._seen.basis.worlds:
            return
        reached = {name for name, one in self._seen.devices.items() if one.accounts}
        bad = {name for name in reached if any(_hurts(one) for one in self._own(name))}
        devices = [self._seen.basis.devices[name] for name in sorted(reached)]
        audience, without = fewer(self._mine.audience, devices, bad)
        offer = Offer(Way.FEWER, audience=audience, without=without)
        heard = any(one.sounds and one.id not in bad for one in devices)
        if audience and heard and self._holds(offer):
            yield offer

    def _own(self, device: str) -> Iterator[Account]:
        return (one for one in self._seen.devices[device].accounts if one.announcement == self._mine.id)

    # ------------------------------------------------------------------ the proof

    def _holds(self, offer: Offer) -> bool:
        """Whether it goes as wished with that: planned, not reckoned."""
        made = self._foresight.plan(taken(self._mine, offer))
        there = any(self._mine.id in one.announcements for one in made.devices.values())
        return there and not made.unplannable and not troubled(made, self._mine.id)

    def _rooms_at(self, starts: Iterable[datetime]) -> list[Room]:
        side = self._foresight.here
        due = side.due(self._mine, starts)
        groups = [one for one in side.groups(self._mine, due, below=True) if one.device.sounds]
        return [Room(side, one, due, self._mine) for one in groups]


def _beside(ranges: Iterable[Range], wished: timedelta, way: Way) -> list[timedelta]:
    """Starts on one side of the wished one, the nearest of each range, the next first; then the far ends."""
    later = way is Way.LATER
    found = []
    for first, last in ranges:
        low, high = (max(first, wished + _MINUTE), last) if later else (first, min(last, wished - _MINUTE))
        near, far = _rounded(low, high, later), _rounded(low, high, not later)
        found += [one for one in (near, far) if one is not None]
    return sorted(set(found), key=lambda one: abs(one - wished))


def _near(ranges: Iterable[Range], wished: timedelta) -> list[timedelta]:
    """The start of each range that is nearest to the wished one, the nearest first."""
    found = set()
    for first, last in ranges:
        inside = first <= wished <= last
        found.add(wished if inside else _rounded(first, last, up=wished < first))
    return sorted((one for one in found if one is not None), key=lambda one: abs(one - wished))


def _rounded(low: timedelta, high: timedelta, up: bool) -> timedelta | None:
    """The lowest (or highest) start of a range as people say it; to the minute where nothing rounder is in it."""
    for step in (_ROUND, _MINUTE):
        one = -(-low // step) * step if up else high // step * step
        if low <= one <= high:
            return one
    return None
