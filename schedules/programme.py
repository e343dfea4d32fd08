"""A running list inside a slot (chương trình phát), and its lay-out: what begins when, and by how much it is too long.

A slot is each time that the programme's own rule is due, and so many minutes. An entry takes part in the slots whose
start is also a start of its announcement: what an announcement says, to whom and on which days stays its own business
and its own approval; the programme says only in which order, with which gaps and how often in a row.

The lay-out of a slot is made once for everybody, never for one device: horns stay in step, and one that an entry is not
for is silent in that place. Only horns that speak in turn need longer for the same list, all of a neighbourhood alike.
The same entry may be left out of one day's slot (its rule) and stand in the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from schedules.announcement import Announcement, Klass, Rule, Sound
from schedules.errors import Refused
from schedules.neighbours import ALONE, Turn
from schedules.span import Span

LONGEST_MINUTES = 240
"""Of a slot. Decree 49/2024 knows sixty minutes; a slot of a day is a slip of the finger."""
LONGEST_PAUSE_S = 600
"""Before an entry, and between its repetitions: ten minutes of silence are no pause inside a programme any more."""
MOST_REPEATS = 10
MOST_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: an announcement, the silence before it, and how often it sounds with which pause between.

    A gap lies between two: the first that sounds begins with its slot.
    """

    announcement: str
    gap_s: int = 0
    repeats: int = 1
    pause_s: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.gap_s <= LONGEST_PAUSE_S:
            raise Refused("gap-out-of-range", "gap_s", limit=LONGEST_PAUSE_S)
        if not 1 <= self.repeats <= MOST_REPEATS:
            raise Refused("repeats-out-of-range", "repeats", limit=MOST_REPEATS)
        if not 0 <= self.pause_s <= LONGEST_PAUSE_S:
            raise Refused("pause-out-of-range", "pause_s", limit=LONGEST_PAUSE_S)


@dataclass(frozen=True, slots=True)
class Programme:
    """The list of one area, and the rule and length of its slots."""

    id: str
    area: str
    name: str
    rule: Rule
    minutes: int
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= LONGEST_MINUTES:
            raise Refused("slot-length-out-of-range", "minutes", low=1, high=LONGEST_MINUTES)
        if not self.entries:
            raise Refused("programme-empty", "entries")
        if len(self.entries) > MOST_ENTRIES:
            raise Refused("programme-too-many", "entries", limit=MOST_ENTRIES)
        seen: dict[str, int] = {}
        for number, entry in enumerate(self.entries, 1):
            if seen.setdefault(entry.announcement, number) != number:
                first = seen[entry.announcement]
                raise Refused("entry-twice", f"entries.{number - 1}.announcement", number=number, first=first)

    def slot(self, start: datetime) -> Span:
        """The slot that begins at an instant."""
        return Span(start, start + timedelta(minutes=self.minutes))


@dataclass(frozen=True, slots=True)
class Place:
    """Where one entry stands in one slot. ``number`` is that of its line, counted from 1, ``length`` how long it is."""

    number: int
    entry: Entry
    start: datetime
    length: timedelta
    room: timedelta
    """What it takes until the last turn has ended; its length, where nobody speaks in turn."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + self.room)


@dataclass(frozen=True, slots=True)
class Layout:
    """One slot, filled: in order, without overlaps, each after its gap."""

    slot: Span
    places: tuple[Place, ...]
    turn: Turn = ALONE

    @property
    def total(self) -> timedelta:
        """From the start of the slot to the end of the last place."""
        return self.places[-1].span.end - self.slot.start if self.places else timedelta()

    @property
    def overrun(self) -> timedelta:
        """By how much it is longer than the slot; nothing where it fits."""
        return max(self.total - self.slot.length, timedelta())


def lay_out(programme: Programme, start: datetime, members: Mapping[str, Announcement], turn: Turn = ALONE) -> Layout:
    """The slot that begins at ``start``; ``members`` are the announcements that take part in it, by id. Where horns
    speak in turn, every entry has room for all of its turns before the next begins."""
    places: list[Place] = []
    at = start
    for number, entry in enumerate(programme.entries, 1):
        sound = heard(members.get(entry.announcement))
        if sound is not None:
            begin = at + timedelta(seconds=entry.gap_s) if places else at
            length = sounding(sound, entry)
            places.append(Place(number, entry, begin, length, turn.block(length)))
            at = places[-1].span.end
    return Layout(programme.slot(start), tuple(places), turn)


def heard(one: Announcement | None) -> Sound | None:
    """What an announcement has for a list: its sound. An emergency waits for no list and stands in none."""
    return None if one is None or one.klass is Klass.EMERGENCY else one.sound


def sounding(sound: Sound, entry: Entry) -> timedelta:
    """How long an entry takes: its chime once, its words so often, and the pauses between."""
    again = entry.repeats - 1
    words_ms = sound.length_ms - sound.lead_ms
    return timedelta(milliseconds=sound.length_ms + again * (words_ms + entry.pause_s * 1000))


def together(programmes: Iterable[Programme], some: Iterable[str]) -> set[str]:
    """These announcements, and all whose places depend on one of them because they stand in a list together."""
    found, before = set(some), -1
    lists = [{entry.announcement for entry in one.entries} for one in programmes]
    while len(found) != before:
        before = len(found)
        for names in lists:
            if not names.isdisjoint(found):
                found |= names
    return found
