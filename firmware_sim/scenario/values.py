"""What a scenario says, as values."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from firmware_sim.deaf import Hurting
from firmware_sim.faults import Straining
from firmware_sim.scenario.moments import Length, Wall

Code = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Share = Annotated[float, Meta(ge=0, le=1)]
What = Straining | Hurting | Literal["power-cut", "clock-lost", "mended"]
MOST_BOXES = 20_000


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing that is not known."""


class Hamlet(Strict, frozen=True):
    """One hamlet. Its boxes are called ``code-1``, ``code-2``, …"""

    code: Code
    boxes: Annotated[int, Meta(ge=1, le=1_000)]
    name: Name = ""
    battery: Length = Length(0)
    """So long the batteries of its boxes last; left out: they have none."""


class Crew(Strict, frozen=True):
    """The boxes. ``models`` and ``firmware`` say how many of each in turn."""

    models: Annotated[dict[str, Annotated[int, Meta(ge=1, le=100)]], Meta(min_length=1)]
    hamlets: Annotated[tuple[Hamlet, ...], Meta(min_length=1, max_length=200)]
    communes: Annotated[int, Meta(ge=1, le=200)] = 1
    """So many communes, each with these hamlets."""
    firmware: dict[str, Annotated[int, Meta(ge=1, le=100)]] = {}


class Event(Strict, frozen=True):
    """Something that happens to some boxes. What is not used by what happens must be left out."""

    at: Wall
    what: What
    where: Code | Annotated[tuple[Code, ...], Meta(min_length=1)] = ""
    """A hamlet, a commune, a box, or some; left out: all."""
    lasts: Length = Length(0)
    spread: Length = Length(0)
    """The boxes are hit one after the other within so long."""
    breaks: Annotated[float, Meta(ge=0, le=600)] = 0.0
    """Connections lost in an hour; ``gap``: for how long at the most."""
    gap: Length = Length(40)
    loss: Share = 0.0
    delay: Length = Length(0)
    db: Annotated[float, Meta(ge=0, le=60)] = 0.0
    celsius: Annotated[float, Meta(ge=0, le=80)] = 0.0
    mb: Annotated[float, Meta(ge=0, le=1_000_000)] = 0.0
    horns: Annotated[int, Meta(ge=0, le=16)] = 0


class Broadcast(Strict, frozen=True):
    """A notice that is heard in the whole commune, some times."""

    at: Wall
    times: Annotated[int, Meta(ge=1, le=200)] = 1
    every: Length = Length(900)


class Expected(Strict, frozen=True):
    """One incident. Whatever is not expected must not be there."""

    rule: Code
    where: Code
    """A place, or a box."""
    opens: Wall
    closes: Wall | None = None
    """Left out: it is open when the scenario ends."""
    within: Length = Length(60)
    """So far the instants may be off."""
    boxes: Literal["all"] | int | tuple[Code, ...] = "all"
    """Which boxes are under an incident of a place, or how many."""


class Scenario(Strict, frozen=True):
    """A file."""

    title: dict[Literal["vi", "en"], Name]
    begins: Wall
    lasts: Length
    fleet: Crew
    seed: int = 1
    events: tuple[Event, ...] = ()
    broadcasts: tuple[Broadcast, ...] = ()
    expect: tuple[Expected, ...] = ()
