"""What a device is told to do at once. Each has an expiry and is done once, however often it comes."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from devices.messages.page import Media, Page
from devices.messages.timetable import Klass
from devices.messages.update import Update
from devices.messages.wire import (
    TEXT,
    Address,
    Count,
    HashOrNone,
    Id,
    Instant,
    Length,
    Name,
    Percent,
    Public,
    Text,
    Wire,
    Word,
)


class Play(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="play"):
    """Sound and show at an agreed instant. Keys of ``sounds`` and ``pages`` are recipes (see `profiles`)."""

    id: Name
    iat: Instant
    exp: Instant
    at: Instant
    klass: Klass = field(default=Klass.NORMAL, name="class")
    sounds: dict[str, Media] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    volume: Percent = 70
    show: Length = 600_000
    """How long the pages stay."""
    late_ms: Length = 60_000
    """A box that needs longer to fetch the media does not start any more, and says so."""
    drill: bool = False
    nonce: Word = ""


class Stop(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="stop"):
    """Be silent now: ends what sounds, and refuses any ``play`` issued before this. ``target`` narrows it to one id."""

    id: Name
    iat: Instant
    exp: Instant
    target: Text = ""
    pages: bool = False
    """Also take the pages of what was stopped off the board."""
    nonce: Word = ""


class Volume(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="volume"):
    """Set the device's master volume (percent), kept over restarts."""

    id: Name
    iat: Instant
    exp: Instant
    volume: Percent
    nonce: Word = ""


class Reboot(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="reboot"):
    """Start again."""

    id: Name
    iat: Instant
    exp: Instant
    nonce: Word = ""


class ReportAgain(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="report"):
    """Send ``have``, and every kept report with a sequence number of ``since`` or more."""

    id: Name
    iat: Instant
    exp: Instant
    since: Count = 0
    nonce: Word = ""


class QuietTone(Wire, frozen=True, omit_defaults=True, gc=False):
    """What a box sounds to hear itself, softly enough for the night (`quiet`)."""

    level: Annotated[float, Meta(ge=-70, le=-20, description="mean level given to the amplifier, dBFS")] = -46.0
    length: Annotated[int, Meta(ge=200, le=2_000, description="milliseconds")] = 1_000
    hertz: Annotated[int, Meta(ge=100, le=8_000)] = 1_000


class SelfTest(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="selftest"):
    """Look at oneself: ``done`` or ``failed``. Storage always; the chain of keys, and a tone, where they are asked for;
    the output path without a sound where neither is."""

    id: Name
    iat: Instant
    exp: Instant
    keys: Count = 0
    """Version of the list of keys that it must hold, at least."""
    plan: HashOrNone = ""
    """Hash of the timetable that it must hold, and whose signature must still be good: by this the chain is tested."""
    tone: QuietTone | None = None
    calibrate: bool = False
    """What its sensors feel of the tone now is how they feel it when it is well: remember it."""
    nonce: Word = ""


class Identify(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="identify"):
    """Show which box this is: its lamp (a board: its frame) blinks, and it chirps thrice if asked to."""

    id: Name
    iat: Instant
    exp: Instant
    at: Instant
    """When it chirps."""
    blink: Annotated[int, Meta(ge=0, le=600_000, description="milliseconds")] = 60_000
    chirp: bool = False
    volume: Percent = 40
    nonce: Word = ""


class Tone(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="tone"):
    """Sound a test tone that the box makes itself; the ladder of a `Play`, class normal."""

    id: Name
    iat: Instant
    exp: Instant
    at: Instant
    length: Annotated[int, Meta(ge=200, le=10_000, description="milliseconds")] = 3_000
    hertz: Annotated[int, Meta(ge=100, le=8_000)] = 1_000
    volume: Percent = 50
    nonce: Word = ""


class SendLog(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="log"):
    """Send the box's own log, plain text, by HTTP PUT to an address that works once: its last ``most`` bytes."""

    id: Name
    iat: Instant
    exp: Instant
    url: Address
    most: Annotated[int, Meta(ge=1_000, le=1_048_576)] = 262_144
    nonce: Word = ""


class Network(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="network"):
    """Try another way to the broker, and return to the old one where nobody confirms it within ``trial``."""

    id: Name
    iat: Instant
    exp: Instant
    document: Media
    """`NetworkSettings`, fetched from ``url``: it may hold a password, and a broker reads commands."""
    url: Address
    trial: Annotated[int, Meta(ge=60_000, le=3_600_000, description="milliseconds")] = 600_000
    nonce: Word = ""


class Confirm(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="confirm"):
    """The service has heard the box on its new way: keep it. Answered by ``done`` of the ``target``."""

    id: Name
    iat: Instant
    exp: Instant
    target: Name
    nonce: Word = ""


class Live(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="live"):
    """Somebody will speak: pieces come on the live topic of ``area``, signed with ``key`` (see `live`)."""

    id: Name
    """Also the last level of the topic, so of letters, digits and dashes."""
    iat: Instant
    exp: Instant
    at: Instant
    """When piece 0 sounds; piece n sounds ``n * frame`` later."""
    longest: Annotated[int, Meta(ge=1_000, le=14_400_000, description="milliseconds, at most 4 hours")]
    """Nothing of it sounds after ``at + longest``."""
    area: Id
    key: Public
    """Made for this session alone."""
    klass: Klass = field(default=Klass.PRIORITY, name="class")
    codec: Annotated[str, Meta(pattern=r"^[a-z0-9]{1,16}$")] = "opus"
    frame: Annotated[int, Meta(ge=20, le=60)] = 20
    """Milliseconds of one piece."""
    volume: Percent = 70
    who: Text = ""
    """Who speaks, for a display."""
    item: Annotated[str, Meta(max_length=160, pattern=TEXT)] = ""
    """The pieces are the sound of this relay (an item of the timetable, a ``play``), where the device cannot carry it
    itself. The session then plays nothing of its own; instant, length, class and volume are the relay's."""
    drill: bool = False
    nonce: Word = ""


Command = (
    Play
    | Stop
    | Volume
    | Reboot
    | ReportAgain
    | SelfTest
    | Identify
    | Tone
    | SendLog
    | Network
    | Confirm
    | Live
    | Update
)
