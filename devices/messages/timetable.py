"""The signed timetable of one device: its items, and the pointer to one that is fetched."""

from __future__ import annotations

import enum
from typing import Annotated

from msgspec import Meta, field

from devices.messages.page import Media, Page, Screen, Window
from devices.messages.wire import Address, Id, Instant, Length, Name, Percent, Version, Wire, Word


class Klass(enum.StrEnum):
    """The class of a bulletin (Circular 39/2020/TT-BTTTT): thông thường, ưu tiên, khẩn cấp."""

    NORMAL = "normal"
    PRIORITY = "priority"
    EMERGENCY = "emergency"


class Late(enum.StrEnum):
    """What a box does with an item whose start it missed."""

    SKIP = "skip"
    START = "start"
    """Start from the beginning while not more than ``late_ms`` after the start."""
    JOIN = "join"
    """Join in progress, as far as a listener would have heard by now."""
    AGAIN = "again"
    """Play at the next allowed hour within ``late_ms``."""


class Resume(enum.StrEnum):
    """What becomes of an item that something more urgent interrupted."""

    STOP = "stop"
    PAUSE = "pause"
    """Go on from where it was cut."""
    DEFER = "defer"
    """Start over when the interruption has ended, within ``late_ms``."""
    NEVER = "never"
    """Play on silently: what was covered is lost, what remains is heard."""


class Item(Wire, frozen=True, omit_defaults=True, gc=False):
    """One occurrence in a timetable."""

    id: Name
    """Announcement and original local start: never changes when the announcement is renamed or moved."""
    start: Instant
    longest: Length
    """Nothing of this item sounds after ``start + longest`` (plus ``late_ms`` where it started late)."""
    klass: Klass = field(default=Klass.NORMAL, name="class")
    sound: Media | None = None
    volume: Percent = 70
    chime: Media | None = None
    late: Late = Late.SKIP
    late_ms: Length = 0
    resume: Resume = Resume.STOP
    pages: tuple[Page, ...] = ()
    until: Instant = 0
    """For pages: the end of the window in which they may be shown."""
    drill: bool = False
    share: Annotated[int, Meta(ge=1, le=9)] = 1
    """For pages: how many turns they have for each one of another."""


class Timetable(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="is", tag="timetable"):
    """All that one device must play and show over the horizon, and the settings it must hold. Complete: no diffs."""

    v: Version
    """Rises for life, per device and key."""
    iat: Instant
    exp: Instant
    device: Id
    areas: tuple[Id, ...]
    """The device's path from the root area to its hamlet: the groups it listens to."""
    zone: Word
    media_url: Address
    """Prefix of every media address; the hash is appended."""
    since: Instant
    until: Instant
    hours: tuple[Window, ...] = ()
    """Outside these no timed sound, whoever asks; emergency excepted. Empty: never."""
    cap: Percent = 100
    offset: Annotated[int, Meta(ge=-60_000, le=60_000)] = 0
    """This horn's own delay in milliseconds, so that neighbours stay together or apart."""
    beat: Annotated[int, Meta(ge=1_000, le=86_400_000)] = 30_000
    """Milliseconds between heartbeats."""
    items: tuple[Item, ...] = ()
    safe: tuple[Page, ...] = ()
    """What a board shows when nothing valid is due."""
    screen: Screen | None = None
    """Of a board. None: always lit, as brightly as it can."""


class Pointer(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="is", tag="pointer"):
    """Stands for a timetable of more than 32 KiB: the signed document itself is fetched like media."""

    v: Version
    iat: Instant
    exp: Instant
    device: Id
    media_url: Address
    document: Media
