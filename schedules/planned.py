"""What a plan is made of: values only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from schedules.announcement import Announcement, Face, Klass, Late, Origin, Resume
from schedules.conflict import Kind, Orders
from schedules.errors import Refused
from schedules.findings import Finding
from schedules.holidays import VIETNAM, Holidays
from schedules.hours import Hours
from schedules.neighbours import ALONE, Turn
from schedules.programme import Programme
from schedules.span import Span


@dataclass(frozen=True, slots=True)
class Device:
    """As much of a device as the law of time must know: the codes of its areas from the highest down, its faces, and
    its turn among the horns that it reaches."""

    id: str
    path: tuple[str, ...]
    faces: frozenset[Face]
    turn: Turn = ALONE

    @property
    def sounds(self) -> bool:
        """Whether it has a horn."""
        return Face.SOUND in self.faces


@dataclass(frozen=True, slots=True)
class Planned:
    """One occurrence that a device must sound, show, or both (``faces``).

    ``start`` and ``page_until`` are instants in UTC. ``longest`` is how much may sound at most (zero without sound),
    ``spans`` when it is expected to. ``volume`` (percent) is already held under the caps of the hour. ``repeats`` is
    how often its sound is heard in a row, ``pause_s`` the silence between, as a programme wants it.
    """

    occurrence: str
    announcement: str
    start: datetime
    longest: timedelta
    spans: tuple[Span, ...]
    page_until: datetime | None
    faces: frozenset[Face]
    klass: Klass
    origin: Origin
    volume: int
    late: Late
    resume: Resume
    repeats: int = 1
    pause_s: int = 0
    varied: bool = False
    """It tells something else than its series: the variant of this one occurrence."""

    @property
    def end(self) -> datetime:
        """When the last of it is over."""
        ends = [span.end for span in self.spans]
        return max([*ends, self.page_until] if self.page_until else ends)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one occurrence on one device. ``due`` is its own start (UTC), ``start`` the planned one.

    ``wished`` is when a sound that is not heard would have been, if nothing were in its way: at its place in a running
    list, as often in a row as that wants.
    """

    occurrence: str
    announcement: str
    kind: Kind
    due: datetime
    start: datetime | None
    findings: tuple[Finding, ...] = ()
    wished: Span | None = None


@dataclass(frozen=True, slots=True)
class DevicePlan:
    """What one device must do. Devices that are alike share one object.

    ``items``: all that sounds or shows at some instant of the horizon, in order; so also what began before it.
    ``accounts``: exactly one for each occurrence whose own start lies in the horizon, in order.
    ``asked``: whether a person is or was asked for an order, so that it changes with time. ``announcements`` are all
    that have an item or an account.
    """

    items: tuple[Planned, ...] = ()
    accounts: tuple[Account, ...] = ()
    asked: bool = False
    announcements: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {one.announcement for one in self.items} | {one.announcement for one in self.accounts}
        object.__setattr__(self, "announcements", frozenset(names))


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a plan is made from; kept with it, so that the next one can see by itself what changed.

    ``hours`` are what each area says itself; ``orders`` as in `conflict.settle`; ``holidays`` the days off that rules
    may ask for; ``programmes`` the running lists, which give their announcements places inside a slot; ``worlds`` what
    is otherwise before or after areas are merged or split (see `change`).
    """

    announcements: Mapping[str, Announcement]
    devices: Mapping[str, Device]
    hours: Mapping[str, Hours]
    orders: Orders = ()
    holidays: Holidays = VIETNAM
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    worlds: tuple[World, ...] = ()

    @classmethod
    def of(
        cls,
        announcements: Iterable[Announcement],
        devices: Iterable[Device],
        hours: Mapping[str, Hours],
        orders: Orders = (),
        holidays: Holidays = VIETNAM,
        programmes: Iterable[Programme] = (),
    ) -> Self:
        """In an order of its own, so that a plan does not depend on the order in which things came."""
        return cls(
            announcements={one.id: one for one in sorted(announcements, key=lambda one: one.id)},
            devices={one.id: one for one in sorted(devices, key=lambda one: one.id)},
            hours=dict(hours),
            orders=tuple(tuple(order) for order in orders),
            holidays=holidays,
            programmes={one.id: one for one in sorted(programmes, key=lambda one: one.id)},
        )


@dataclass(frozen=True, slots=True)
class World:
    """What holds for occurrences due in ``since <= it < until`` (None: for ever) on the devices of its ``basis``."""

    since: datetime | None
    until: datetime | None
    basis: Basis

    def holds(self, due: datetime) -> bool:
        """Whether an occurrence that is due then belongs here."""
        return (self.since is None or due >= self.since) and (self.until is None or due < self.until)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of many devices for ``since <= it < until``.

    ``unplannable``: announcements that concern nobody or whose rule cannot be followed, each with its refusal; they do
    not keep the others from being planned. ``parts``: where the basis has other worlds, the plan of the places as they
    are and that of each world, which this one is joined from.
    """

    since: datetime
    until: datetime
    devices: Mapping[str, DevicePlan]
    unplannable: Mapping[str, Refused]
    basis: Basis
    parts: tuple[Plan, ...] = ()
