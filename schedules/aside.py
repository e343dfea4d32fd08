"""What else is pushed aside by an announcement, for the person who composes it: nothing gives way silently.

By the law a punctual sound goes before an equal that begins later, and a higher class before a lower one; limits of a
day are used up by whatever comes first. So a new announcement may take a time away from one that is agreed already.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from schedules.announcement import Announcement
from schedules.conflict import Decision, Kind
from schedules.device_plan import wished
from schedules.foresee import Foresight
from schedules.recurrence import occurrences
from schedules.span import sounding


class Loss(enum.StrEnum):
    """What it loses, the worst first. Each is a sentence ``refused-aside-<loss>``."""

    DROPPED = "dropped"
    SHORTENED = "shortened"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Aside:
    """One announcement that loses something: on which devices, how many times (of one device at most), from when on."""

    announcement: str
    loss: Loss
    devices: tuple[str, ...]
    times: int
    first: datetime


def aside(foresight: Foresight, mine: Announcement) -> tuple[Aside, ...]:
    """All that would go worse if ``mine`` were agreed, by announcement and loss; of the places as they are."""
    side, horizon = foresight.here, foresight.horizon
    if side.listed:  # a running list moves as one, and says itself whether it fits
        return ()
    due = side.due(mine, [one.start for one in occurrences(mine.rule, *horizon, side.basis.holidays)])
    found: dict[tuple[str, Loss], list[tuple[list[str], list[datetime]]]] = {}
    for group in side.groups(mine, due, below=True) if due.get(mine.id) else ():
        others = wished(group.meant - {mine.id}, due, group.device)
        before = side.settled(group, others)
        lost: dict[tuple[str, Loss], list[datetime]] = {}
        for name, decision in side.settled(group, [*others, *due[mine.id]]).items():
            if name in before and (loss := _loss(before[name], decision)) is not None:
                lost.setdefault((decision.claim.announcement, loss), []).append(decision.claim.start)
        for key, starts in lost.items():
            found.setdefault(key, []).append((group.names, starts))
    return tuple(sorted(_asides(found), key=lambda one: (list(Loss).index(one.loss), one.first, one.announcement)))


def _asides(found: dict[tuple[str, Loss], list[tuple[list[str], list[datetime]]]]) -> Iterator[Aside]:
    for (name, loss), rows in found.items():
        devices = tuple(sorted(device for names, _ in rows for device in names))
        starts = [start for _, some in rows for start in some]
        yield Aside(name, loss, devices, max(len(some) for _, some in rows), min(starts))


def _loss(before: Decision, after: Decision) -> Loss | None:
    """A question to a person is no loss: it is told of the announcement itself."""
    if after.kind is Kind.ASKS or before == after:
        return None
    if after.kind is Kind.DROPPED:
        return None if before.kind is Kind.DROPPED else Loss.DROPPED
    if not before.spans:
        return None
    if sounding(after.spans) < sounding(before.spans):
        return Loss.SHORTENED
    return Loss.MOVED if after.spans[-1].end > before.spans[-1].end else None
