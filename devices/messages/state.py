"""How a device is: presence, what it holds, its heartbeat, its question for the time."""

from __future__ import annotations

import enum
from typing import Annotated

from msgspec import Meta

from devices.messages.report import Result
from devices.messages.wire import PROTOCOL, Count, Counter, Dots, Hash, HashOrNone, Level, Percent, Text, Wire, Word


class Presence(enum.StrEnum):
    """What a device, or its will, says about its connection."""

    ONLINE = "online"
    LOST = "lost"
    LEAVING = "leaving"


class State(Wire, frozen=True, omit_defaults=True, gc=False):
    """Retained; also the last will, which carries the same session id, so that a stale will is recognised."""

    state: Presence
    session: Word
    boot: Word
    profile: Word = ""
    firmware: Text = ""
    protocols: tuple[Count, ...] = (PROTOCOL,)
    epoch: Word = ""
    """Made when the flash was formatted: report sequence numbers are counted within it."""
    image: HashOrNone = ""
    """SHA-256 of the image that runs; ``firmware`` is how people call it."""
    trial: bool = False
    """It was started on trial, and is not confirmed yet."""


class ClockState(Wire, frozen=True, omit_defaults=True, gc=False):
    """How good the device's clock is: source (none, rtc, ntp, exchange), offset and error bound in ms, age in ms."""

    source: Word = "none"
    trusted: bool = False
    offset: Counter = 0
    error: Count = 0
    age: Count = 0


class Have(Wire, frozen=True, omit_defaults=True, gc=False):
    """What the device holds and applies. ``hash`` is the SHA-256 of the signed timetable's bytes as received."""

    v: Count
    hash: HashOrNone
    epoch: Word
    seq: Count
    """The last report's sequence number; the controller asks again for what it has not got."""
    missing: tuple[Hash, ...] = ()
    results: tuple[Result, ...] = ()
    clock: ClockState = ClockState()
    volume: Percent = 100
    cap: Percent = 100
    keys: Count = 0
    """Version of the key list held."""
    network: HashOrNone | None = None
    """Of the network settings that it keeps: SHA-256 of the document that was confirmed last; empty: none ever was. A
    device that cannot tell leaves it out."""


class PanelState(Wire, frozen=True, omit_defaults=True, gc=False):
    """What a board's panel says of itself; `Beat.showing` is the frame that was read back from it then."""

    width: Dots
    height: Dots
    """As its driver is set up."""
    page: HashOrNone = ""
    """The picture's file that the driver was given; empty: nothing, it shall be dark."""
    moves: bool | None = None
    """Of a page with something that moves: whether two frames read back one after the other differed."""
    bright: Percent = 100
    given: Annotated[int, Meta(ge=0, le=1_000)] | None = None
    """What of all its light it was given to make, after gamma and brightness, per mille."""
    current: Count | None = None
    """Through its supply, mA. Left out without a sensor."""
    dead: Count = 0
    """Modules that do not answer."""


class Beat(Wire, frozen=True, omit_defaults=True, gc=False):
    """Heartbeat: what the sensors say now. A field that a profile has no sensor for is left out."""

    up: Count
    """Milliseconds since boot."""
    session: Word = ""
    mains: bool | None = None
    battery: Percent | None = None
    """Percent."""
    hours: Annotated[float, Meta(ge=0, le=10_000)] | None = None
    """So long the battery lasts at what is drawn now, without mains."""
    temperature: Annotated[float, Meta(ge=-100, le=200)] | None = None
    """Celsius."""
    signal: Annotated[int, Meta(ge=-200, le=100)] | None = None
    """dBm."""
    data: Count | None = None
    """Bytes over its mobile line in this calendar month, by its own count."""
    storage: Count | None = None
    """Free bytes."""
    volume: Percent | None = None
    current: Count | None = None
    """Speaker current, mA."""
    microphone: Level | None = None
    """dBFS."""
    light: Count | None = None
    """Lux."""
    showing: HashOrNone = ""
    """SHA-256 of the frame on the panel now, read back from its driver; what moves counts as the picture has it."""
    panel: PanelState | None = None
    """Of a board."""
    clock: ClockState | None = None


class TimeQuestion(Wire, frozen=True, omit_defaults=True, gc=False):
    """Question of the clock exchange; ``t1`` is by the device's own running counter, which need not be true time."""

    nonce: Word
    t1: Counter
