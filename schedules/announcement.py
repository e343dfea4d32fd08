"""What there is to tell: one announcement with its class, audience and rule of time, as frozen values.

A value that cannot be right (a volume of 130 %) cannot be built: `Refused`. What is only unfinished (a draft without a
title) can; `compose.complaints` lists what it still lacks.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NewType, Self

from schedules.errors import Refused
from schedules.walltime import YEARS, format_local, to_minute

AnnouncementId = NewType("AnnouncementId", str)
OccurrenceId = NewType("OccurrenceId", str)

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_HASH = re.compile(r"[0-9a-f]{64}")
LONGEST_S = 14 * 24 * 3600
"""Nothing waits or stays longer than the horizon of a timetable (PROTOCOL: 14 days)."""
LATEST_S = 24 * 3600
"""The latest start that is taken in: yesterday stays in every timetable for it, and the day before does not."""


class _Ranked(enum.IntEnum):
    """An order with a name on the wire: the member's own name in lower case."""

    @property
    def wire(self) -> str:
        return self.name.lower()

    @classmethod
    def from_wire(cls, word: str, field: str | None = None) -> Self:
        """Refuses ``unknown-word``."""
        known = {one.wire: one for one in cls}
        if word not in known:
            raise Refused("unknown-word", field, word=word, known=" ".join(known))
        return known[word]


class Klass(_Ranked):
    """The class of a bulletin (Circular 39/2020/TT-BTTTT): thông thường < ưu tiên < khẩn cấp."""

    NORMAL = 0
    PRIORITY = 1
    EMERGENCY = 2


class Origin(_Ranked):
    """The level that it comes from. Bulletins from above must be carried (Decree 49/2024): the higher goes first."""

    COMMUNE = 0
    PROVINCE = 1
    CENTRAL = 2


class Face(enum.StrEnum):
    """The side that an announcement shows, or that a device has."""

    SOUND = "sound"
    PAGE = "page"


class LatePolicy(enum.StrEnum):
    """What a box does that was dark or busy at the start."""

    SKIP = "skip"
    START = "start"
    """From the beginning, at most ``within_s`` late."""
    JOIN = "join"
    """In progress, as far as it would be by now."""
    AGAIN = "again"
    """At the next allowed hour within ``within_s``."""


class Resume(enum.StrEnum):
    """What becomes of a sound that something more urgent interrupts."""

    STOP = "stop"
    """It ends there."""
    PAUSE = "pause"
    """It goes on from there when the interruption has ended."""
    DEFER = "defer"
    """It is not begun at all but played whole after the interruption."""
    NEVER = "never"
    """It is tied to its clock: what is covered is lost, what remains is heard. It is never moved for what is higher."""


class OnHolidays(enum.StrEnum):
    """What a rule does on public holidays."""

    PLAY = "play"
    """They are days like any other."""
    SKIP = "skip"
    """They are left out."""
    ONLY = "only"
    """It is due on them alone."""


@dataclass(frozen=True, slots=True)
class Late:
    """How late a box may still begin."""

    policy: LatePolicy = LatePolicy.SKIP
    within_s: int = 0

    def __post_init__(self) -> None:
        needs = self.policy in (LatePolicy.START, LatePolicy.AGAIN)
        if not (1 if needs else 0) <= self.within_s <= LONGEST_S:
            raise Refused("late-out-of-range", "late", seconds=self.within_s, limit=LONGEST_S)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for: whole areas with all below them, and single devices."""

    areas: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.areas or self.devices)


@dataclass(frozen=True, slots=True)
class Rule:
    """When it is due, in the wall time of ``zone``: once at ``start``, or from ``start`` on by an RFC 5545 ``rrule``
    or by a ``lunar`` rule of the same form (`lunar_rule`); not by both.

    ``left_out`` are occurrences that do not happen, ``moved`` ones that happen at another wall time; both are named by
    the *original* wall time, to the minute, so that they stay what they are when anything else is edited. ``holidays``
    concerns repeated rules only. A move is a person's word: it holds on a holiday too, and for an occurrence that a
    holiday would leave out.
    """

    start: datetime
    zone: str
    rrule: str | None = None
    left_out: frozenset[datetime] = frozenset()
    moved: Mapping[datetime, datetime] = field(default_factory=dict)
    lunar: str | None = None
    holidays: OnHolidays = OnHolidays.PLAY

    def __post_init__(self) -> None:
        if self.rrule is not None and self.lunar is not None:
            raise Refused("rule-twice", "lunar")
        for local in (self.start, *self.left_out, *self.moved, *self.moved.values()):
            if local.tzinfo is not None or local.microsecond:
                raise ValueError(f"not a wall time in whole seconds: {local!r}")
            if local.year not in YEARS:
                raise Refused("bad-date", "start", text=format_local(local))
        object.__setattr__(self, "left_out", frozenset(to_minute(original) for original in self.left_out))
        object.__setattr__(self, "moved", {to_minute(original): new for original, new in self.moved.items()})

    def __hash__(self) -> int:
        return hash(
            (self.start, self.zone, self.rrule, self.lunar, self.holidays, self.left_out, frozenset(self.moved.items()))
        )

    @property
    def once(self) -> bool:
        return self.rrule is None and self.lunar is None


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound face: the source file by its SHA-256, and the milliseconds a horn needs for it, chime included.

    ``lead_ms`` of them are the chime: where a programme repeats a sound, it is heard once.
    """

    sha256: str
    length_ms: int
    lead_ms: int = 0

    def __post_init__(self) -> None:
        if not _HASH.fullmatch(self.sha256):
            raise ValueError("a sound is named by 64 lower-case hexadecimal digits")
        if not 0 <= self.lead_ms < self.length_ms:
            raise Refused("sound-empty", "sound")


@dataclass(frozen=True, slots=True)
class PageWindow:
    """The page face: how many minutes it stays on a board from each start, and the SHA-256 of how it is set there
    (empty: as its class looks)."""

    minutes: int
    look: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= LONGEST_S // 60:
            raise Refused("page-window-out-of-range", "page", minutes=self.minutes, limit=LONGEST_S // 60)


@dataclass(frozen=True, slots=True)
class Variant:
    """What is told at one occurrence instead of what the announcement says: all of it, also what stays as it is."""

    text: str
    sound: Sound | None
    page: PageWindow | None
    volume: int


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to tell, with a sound face, a page face, or both.

    ``volume`` is percent of full output. ``serial`` is the number in which announcements were made: between two equals
    the older goes first. It is not content, so no approval depends on it. ``variants`` are single occurrences that tell
    something else, by their original wall time to the minute.
    """

    id: AnnouncementId
    title: str
    text: str
    klass: Klass
    origin: Origin
    audience: Audience
    rule: Rule
    sound: Sound | None = None
    page: PageWindow | None = None
    chime: bool = False
    volume: int = 70
    late: Late = Late()
    resume: Resume = Resume.STOP
    serial: int = 0
    variants: Mapping[datetime, Variant] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise Refused("bad-id", "id", id=self.id)
        if not 0 <= self.volume <= 100:
            raise Refused("volume-out-of-range", "volume", volume=self.volume)

    def at(self, original: datetime) -> Announcement:
        """As it is at the occurrence of that original wall time."""
        if not self.variants or (found := self.variants.get(to_minute(original))) is None:
            return self
        return replace(self, text=found.text, sound=found.sound, page=found.page, volume=found.volume, variants={})

    @property
    def faces(self) -> frozenset[Face]:
        return _FACES[self.sound is not None, self.page is not None]


_FACES = {
    (False, False): frozenset[Face](),
    (True, False): frozenset({Face.SOUND}),
    (False, True): frozenset({Face.PAGE}),
    (True, True): frozenset({Face.SOUND, Face.PAGE}),
}
"""By whether something is heard, and whether something is read: asked for each occurrence on each device."""


def occurrence_id(announcement: AnnouncementId, original: datetime) -> OccurrenceId:
    """``{announcement}.{original wall time}``: the same for ever, whatever is renamed or moved."""
    return OccurrenceId(f"{announcement}.{format_local(to_minute(original)).translate(_ID_TIME)}")


_ID_TIME = {ord("-"): None, ord(":"): None, ord("T"): "t"}
