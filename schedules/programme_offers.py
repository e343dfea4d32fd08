"""What would make a list fit that is too long for its slot: one step each, any of them is enough.

An offer means exactly what `taken` makes of it, and a list with one of them taken fits (proven).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from schedules.announcement import Announcement, Klass
from schedules.hours import Hours, check, local_day, open_spans
from schedules.programme import LONGEST_MINUTES, Layout, Place, Programme, heard, lay_out
from schedules.span import Span
from schedules.walltime import to_instant, to_local, zone_named

_ROUND = timedelta(minutes=5)
"""Starts are offered as people say them."""


class Way(enum.StrEnum):
    """What to do. Each is a sentence ``offer-<way>`` in the catalogue."""

    FEWER = "fewer"
    """Let entry ``number`` sound ``count`` times."""
    LEAVE_OUT = "leave-out"
    """Without entry ``number``; where no single one is enough, without all from there on."""
    CLOSER = "closer"
    """Without the gaps, which are ``count`` seconds in all."""
    LONGER = "longer"
    """A slot of ``count`` minutes from the same start."""
    START = "start"
    """A slot of ``count`` minutes from ``start`` on; its announcements move with it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One step. ``start`` is a wall time of the programme's zone; what a way does not speak of is zero or None."""

    way: Way
    number: int = 0
    last: int = 0
    count: int = 0
    start: datetime | None = None


def offers(programme: Programme, layout: Layout, members: Mapping[str, Announcement], hours: Hours) -> list[Offer]:
    """Every step that would make this slot fit; none where it fits. ``hours`` are those of the programme's area."""
    if not layout.overrun:
        return []
    found = [*_fewer(layout, members), *_without(programme, layout, members), *_closer(layout)]
    return found + list(_elsewhere(programme, layout, hours))


def taken(programme: Programme, offer: Offer) -> Programme:
    """The programme with the step done. A moved start is that of its rule; rules with hours of their own keep them."""
    entries = list(programme.entries)
    match offer.way:
        case Way.FEWER:
            entries[offer.number - 1] = replace(entries[offer.number - 1], repeats=offer.count)
        case Way.LEAVE_OUT:
            del entries[offer.number - 1 : offer.last]
        case Way.CLOSER:
            entries = [replace(entry, gap_s=0) for entry in entries]
        case Way.LONGER:
            return replace(programme, minutes=offer.count)
        case Way.START:
            assert offer.start is not None
            start = datetime.combine(programme.rule.start.date(), offer.start.time())
            return replace(programme, minutes=offer.count, rule=replace(programme.rule, start=start))
    return replace(programme, entries=tuple(entries))


def _fewer(layout: Layout, members: Mapping[str, Announcement]) -> Iterator[Offer]:
    """The most repetitions of one entry that leave room for all."""
    for place in layout.places:
        sound = heard(members.get(place.entry.announcement))
        assert sound is not None
        one = timedelta(milliseconds=sound.length_ms - sound.lead_ms, seconds=place.entry.pause_s) * layout.turn.of
        less = -(-layout.overrun // one)
        if less < place.entry.repeats:
            yield Offer(Way.FEWER, place.number, count=place.entry.repeats - less)


def _without(programme: Programme, layout: Layout, members: Mapping[str, Announcement]) -> Iterator[Offer]:
    """Each single entry that is enough to leave out, the shortest first; else the shortest tail that is."""
    single = [place for place in layout.places if _fits_without(programme, layout, members, [place])]
    if len(layout.places) > 1:
        single.sort(key=lambda place: (place.length, -place.number))
        yield from (Offer(Way.LEAVE_OUT, place.number, place.number) for place in single)
    if not single:
        for index in reversed(range(1, len(layout.places) - 1)):
            tail = layout.places[index:]
            if _fits_without(programme, layout, members, tail):
                yield Offer(Way.LEAVE_OUT, tail[0].number, len(programme.entries))
                return


def _fits_without(
    programme: Programme, layout: Layout, members: Mapping[str, Announcement], some: list[Place] | tuple[Place, ...]
) -> bool:
    gone = {place.entry.announcement for place in some}
    kept = {name: one for name, one in members.items() if name not in gone}
    return not lay_out(programme, layout.slot.start, kept, layout.turn).overrun


def _closer(layout: Layout) -> Iterator[Offer]:
    gaps = sum(place.entry.gap_s for place in layout.places[1:])
    if layout.overrun <= timedelta(seconds=gaps):
        yield Offer(Way.CLOSER, count=gaps)


def _elsewhere(programme: Programme, layout: Layout, hours: Hours) -> Iterator[Offer]:
    """A longer slot: from the same start, or from an earlier one to the same end; else the next in open hours."""
    zone = zone_named(programme.rule.zone)
    total = -(-layout.total // timedelta(minutes=1))
    if total > LONGEST_MINUTES:
        return
    end = to_local(layout.slot.end, zone)
    found = []
    if _open(Span(layout.slot.start, layout.slot.start + timedelta(minutes=total)), hours):
        found.append(Offer(Way.LONGER, count=total))
    early = end - timedelta(minutes=total)
    early -= timedelta(minutes=early.minute % (_ROUND // timedelta(minutes=1)), seconds=early.second)
    minutes = -(-(end - early) // timedelta(minutes=1))
    begin = to_instant(early, zone)
    if minutes <= LONGEST_MINUTES and _open(Span(begin, begin + timedelta(minutes=minutes)), hours):
        found.append(Offer(Way.START, count=minutes, start=early))
    if not found and (later := _later(layout.slot.start, timedelta(minutes=total), hours)) is not None:
        found.append(Offer(Way.START, count=total, start=to_local(later, zone)))
    yield from found


def _open(span: Span, hours: Hours) -> bool:
    return not check(span.start, span.length, Klass.NORMAL, hours)


def _later(start: datetime, length: timedelta, hours: Hours) -> datetime | None:
    """The first start after, on the same day, at which the whole list lies in open hours."""
    begins = [one.start for one in open_spans(local_day(start, hours), hours) if one.start > start]
    return next((one for one in begins if _open(Span(one, one + length), hours)), None)
