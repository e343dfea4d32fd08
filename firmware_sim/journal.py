"""What a device writes down before it acts or speaks, so that a power cut makes it neither repeat nor forget.

The journal is a row of appended files of `PER_FILE` lines; the oldest go when more than `FILES` are there, and before
they go, what must still be known of them is put into the file ``spent``. Kinds of line:

- `Told`: a report, with the instant until which its id must be remembered (a command's expiry);
- `Began`: an item is about to sound. Written *before* it sounds; what is found here without an end after a power
  cut was heard in part, and never starts from its beginning again. It is also the first line about a command that
  starts at once, so it carries such an instant, too;
- `Paused`: it was interrupted, and its own policy says whether it goes on;
- `Taken`: its pages were taken off the board, and stay off;
- `Offline`: from this sequence number on nothing has been sent, or (0) all has been sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import msgspec
from msgspec import Struct

from devices.messages import Report, Result, Rung
from firmware_sim.flash import records

PER_FILE = 100
FILES = 6
"""At least 500 reports are there to be asked for again."""
PREFIX = "journal-"

OVER = frozenset({Rung.FINISHED, Rung.MISSED, Rung.FAILED, Rung.SKIPPED})
"""Rungs after which an item never sounds again."""
ENDS = OVER | {Rung.DONE, Rung.REFUSED}
"""Rungs after which nothing more is said about an id."""


class Told(Struct, frozen=True, gc=False, array_like=True, tag="t", omit_defaults=True):
    """A report, sent or to be sent."""

    report: Report
    until: int = 0


class Began(Struct, frozen=True, gc=False, array_like=True, tag="b", omit_defaults=True):
    """An item is about to sound from ``skip`` ms into it; ``at`` by the device's clock."""

    id: str
    at: int
    skip: int = 0
    until: int = 0


class Paused(Struct, frozen=True, gc=False, array_like=True, tag="p"):
    """What was about to sound was interrupted by something more urgent, ``heard`` ms into it."""

    id: str
    at: int
    heard: int


class Offline(Struct, frozen=True, gc=False, array_like=True, tag="o"):
    """The first sequence number that was not sent; 0: all were."""

    seq: int


class Taken(Struct, frozen=True, gc=False, array_like=True, tag="h"):
    """Its pages were taken off the board by a stop, and do not come back."""

    id: str


Line = Told | Began | Paused | Offline | Taken
_DECODER: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)
_ENCODER = msgspec.json.Encoder()


class Spent(Struct, frozen=True, gc=False, omit_defaults=True):
    """What outlives the journal's oldest lines: ids that have ended, and ids of commands with their expiry."""

    ended: tuple[str, ...] = ()
    seen: dict[str, int] = {}
    seq: int = 0
    hidden: tuple[str, ...] = ()


class Readable(Protocol):
    """As much of a flash as a brain may see: it reads, and asks for writes by effects."""

    def names(self) -> Iterator[str]:
        """The files that are there."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes, or None."""


@lru_cache(maxsize=1024)
def name_of(number: int) -> str:
    """The file's name of one part of the journal; one string for all devices of a process."""
    return f"{PREFIX}{number:08d}"


def numbers(flash: Readable) -> list[int]:
    """The parts that are there, oldest first."""
    return sorted(int(name[len(PREFIX) :]) for name in flash.names() if name.startswith(PREFIX))


def write(line: Line) -> bytes:
    """A line's bytes."""
    return _ENCODER.encode(line)


def lines(flash: Readable, number: int) -> Iterator[Line]:
    """The readable lines of one part."""
    for record in records(flash.read(name_of(number))):
        try:
            yield _DECODER.decode(record)
        except msgspec.MsgspecError:
            continue  # a line of an older firmware: its checksum is right, its form is not ours


def reports(flash: Readable, since: int) -> Iterator[Report]:
    """Every kept report with a sequence number of ``since`` or more, in order."""
    for number in numbers(flash):
        for line in lines(flash, number):
            if isinstance(line, Told) and line.report.seq >= since:
                yield line.report


def results(flash: Readable, most: int = 50) -> tuple[Result, ...]:
    """The last rung of the last ``most`` deliveries, oldest first."""
    found: dict[str, Result] = {}
    for number in reversed(numbers(flash)):
        part = [line.report for line in lines(flash, number) if isinstance(line, Told)]
        for report in reversed(part):
            if report.id not in found:
                found[report.id] = Result(report.id, report.rung, report.at)
                if len(found) == most:
                    return tuple(reversed(found.values()))
    return tuple(reversed(found.values()))


def last_of(flash: Readable, name: str) -> Report | None:
    """The newest report about one id."""
    for number in reversed(numbers(flash)):
        for line in reversed(list(lines(flash, number))):
            if isinstance(line, Told) and line.report.id == name:
                return line.report
    return None
