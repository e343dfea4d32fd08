"""What became of an item: the rung that it reached, with the evidence."""

from __future__ import annotations

import enum
from typing import Annotated

from msgspec import Meta

from devices.messages.wire import Count, HashOrNone, Instant, Length, Level, Name, Percent, Shift, Text, Wire, Word


class Rung(enum.StrEnum):
    """The ladder of one delivery, in order, and its ends."""

    HELD = "held"
    READY = "ready"
    STARTED = "started"
    SOUNDED = "sounded"
    SHOWN = "shown"
    FINISHED = "finished"
    DONE = "done"
    MISSED = "missed"
    FAILED = "failed"
    SKIPPED = "skipped"
    REFUSED = "refused"


class Evidence(Wire, frozen=True, omit_defaults=True, gc=False):
    """What the device measured while it sounded or showed."""

    media: HashOrNone = ""
    frames: Count = 0
    """Sound frames (samples per channel) that went to the output."""
    rate: Annotated[int, Meta(ge=0, le=768_000)] = 0
    """Frames a second."""
    level: Level | None = None
    """Mean level of what was given to the amplifier, dBFS. None: nothing but silence."""
    peak: Level | None = None
    carried: Count = 0
    """Of a relay: frames among these that came from its stream."""
    skew: Shift = 0
    """Actual start minus agreed start, milliseconds, by the device's own clock."""
    chime: HashOrNone = ""
    """The file that was played ahead of ``media``, counted into frames and level."""
    skip: Length = 0
    """Where in chime and sound together this began: what was joined late, or went on after an interruption."""
    volume: Percent | None = None
    """The volume that it was played at, after every cap."""
    current: Count | None = None
    """Mean (RMS) current through the horns while it sounded, mA. Left out without a sensor."""
    microphone: Level | None = None
    """Mean level at the box's microphone while it sounded, dBFS. Left out without one."""
    ambient: Level | None = None
    """The same just before it began."""
    picture: HashOrNone = ""
    """SHA-256 of the frame on the panel: raw RGB, row by row."""
    lost: Count = 0
    """Of sound that comes in pieces: frames that did not come in time. What bridged them is not among ``frames``."""


class Report(Wire, frozen=True, omit_defaults=True, gc=False):
    """One rung of the ladder for one occurrence, command, alert or document. Idempotent by (device, epoch, seq)."""

    seq: Annotated[int, Meta(ge=1, le=9_007_199_254_740_991)]
    epoch: Word
    id: Name
    rung: Rung
    at: Instant
    """By the device's clock; 0 when it has no trusted time."""
    reason: Text = ""
    evidence: Evidence | None = None


class Result(Wire, frozen=True, omit_defaults=True, gc=False):
    """The last rung of one delivery, as repeated in `Have`."""

    id: Name
    rung: Rung
    at: Instant
