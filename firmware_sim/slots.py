"""The two places for software in a box, and the loader that chooses between them. Pure but for reading and one write.

What an image would do is written in its first bytes (`Program`): that is all that the simulation runs. The file
``slots`` is what a loader keeps beside the software: which slot is confirmed, which is on trial and how often it was
begun. It is replaced whole, so a power cut leaves one of the two states, and either starts.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Literal, Protocol

import msgspec
from msgspec import Struct

FILE = "slots"
MAGIC = b"TLFW1 "
HEAD = 512
"""Bytes in which the first line of an image ends."""
BOOTS = 3
"""So often a trial is begun; who has not confirmed it by then does not come up with it, or lost its power each time."""
NOT_UP = "boot-failed"
DAMAGED = "image-damaged"
How = Literal["good", "crash", "no-network", "deaf", "mute", "slow"]


class Program(Struct, frozen=True, gc=False):
    """What an image does when it is started; ``on`` by the revision of the hardware.

    ``crash``: stops before it does anything; ``no-network``: never connects; ``deaf``: connects and hears nothing;
    ``mute``: its horn stays silent; ``slow``: needs a minute to start.
    """

    version: str
    how: How = "good"
    on: dict[str, How] = {}

    def does(self, revision: str) -> How:
        """On this hardware."""
        return self.on.get(revision, self.how)


class Image(Struct, frozen=True, gc=False):
    """What lies in a slot: the release, and the file's hash."""

    v: int
    version: str
    hash: str


class Trial(Struct, frozen=True, gc=False):
    """The other slot is tried, for this command; how often it was begun."""

    id: str
    boots: int = 0


class Fell(Struct, frozen=True, gc=False):
    """A trial ended without a confirmation: not told yet."""

    id: str
    reason: str


FACTORY = Image(1, "sim-1", hashlib.sha256(b"sim-1").hexdigest())
BARE = Program(FACTORY.version)


class Slots(Struct, frozen=True, gc=False, omit_defaults=True):
    """``running`` is confirmed; ``other`` is what the second slot holds."""

    running: Image = FACTORY
    other: Image | None = None
    trial: Trial | None = None
    fell: Fell | None = None

    def back(self, reason: str) -> Slots:
        """The trial is over, and was no good."""
        assert self.trial is not None
        return Slots(self.running, None, None, Fell(self.trial.id, reason))

    def confirmed(self) -> Slots:
        """The trial is over, and was good: what ran before stays in the other slot."""
        assert self.other is not None
        return Slots(self.other, self.running)


class Booted(Struct, frozen=True, gc=False):
    """What the loader hands to the software that it starts. ``image`` is what runs; on trial it is `Slots.other`."""

    slots: Slots = Slots()
    program: Program = BARE

    @property
    def image(self) -> Image:
        """What runs."""
        other = self.slots.other
        return other if self.slots.trial is not None and other is not None else self.slots.running


PLAIN = Booted()


class Flash(Protocol):
    """What the loader needs of the flash."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes, or None."""

    def keep(self, name: str, data: bytes) -> None:
        """Replace a file whole."""


class Shelf(Protocol):
    """And of the place where images lie."""

    def read(self, digest: str) -> bytes | None:
        """Its bytes."""


def load(flash: Flash, shelf: Shelf) -> Booted:
    """Power is on: choose a slot, and count the beginning of a trial before it begins."""
    kept = flash.read(FILE)
    if kept is None:
        return PLAIN
    slots = msgspec.json.decode(kept, type=Slots)
    if slots.trial is not None:
        slots = _tried(slots, shelf)
        flash.keep(FILE, written(slots))
    image = Booted(slots).image
    bare = Program(image.version) if image.v <= FACTORY.v else BARE
    return Booted(slots, program(shelf.read(image.hash)) or bare)


def delivered(version: str) -> bytes:
    """The file of a box that left its maker with this software."""
    return written(Slots(Image(FACTORY.v, version, hashlib.sha256(version.encode()).hexdigest())))


def _tried(slots: Slots, shelf: Shelf) -> Slots:
    trial, other = slots.trial, slots.other
    assert trial is not None
    if other is None or program(shelf.read(other.hash)) is None:
        return slots.back(DAMAGED)
    if trial.boots >= BOOTS:
        return slots.back(NOT_UP)
    return Slots(slots.running, other, Trial(trial.id, trial.boots + 1))


def written(slots: Slots) -> bytes:
    """The file's bytes."""
    return msgspec.json.encode(slots)


def image(program: Program, size: int = HEAD) -> bytes:
    """An image that does this, of so many bytes."""
    head = MAGIC + msgspec.json.encode(program) + b"\n"
    if len(head) > min(size, HEAD):
        raise ValueError(f"an image that does this has at least {len(head)} bytes")
    return head + bytes(index % 251 for index in range(size - len(head)))


def program(data: bytes | None) -> Program | None:
    """What an image does, or None where it is none."""
    return None if data is None else _program(data[:HEAD])


@lru_cache(maxsize=16)
def _program(head: bytes) -> Program | None:
    line, end, _ = head.partition(b"\n")
    if not end or not line.startswith(MAGIC):
        return None
    try:
        return msgspec.json.decode(line[len(MAGIC) :], type=Program)
    except msgspec.MsgspecError:
        return None
