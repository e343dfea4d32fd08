"""What a person is asked: in which order priority announcements go that want the same horn at the same time.

One question is for one set of announcements, whatever the number of times and devices at which they meet: its answer
holds for all of them. A set that is part of a larger one is asked with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from schedules.conflict import Kind
from schedules.planned import Plan


@dataclass(frozen=True, slots=True)
class Asking:
    """One occurrence that waits for an answer on some devices; ``rivals`` are the occurrences that it meets there."""

    occurrence: str
    rivals: frozenset[str]
    devices: frozenset[str]
    due: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """``announcements`` are the ids of those that collide, in order of their first starts.

    ``first`` is when the first of them is due, ``until`` when it would have been over: then it is given up.
    """

    announcements: tuple[str, ...]
    devices: frozenset[str]
    first: datetime
    until: datetime


def announcement_of(occurrence: str) -> str:
    """The announcement in an occurrence's id (`announcement.occurrence_id`)."""
    return occurrence.rpartition(".")[0]


def asking(plan: Plan) -> Iterator[Asking]:
    """All that waits for an answer in a plan."""
    devices: dict[int, set[str]] = {}
    for name, one in plan.devices.items():
        if one.asked:
            devices.setdefault(id(one), set()).add(name)
    for one in {id(each): each for each in plan.devices.values() if each.asked}.values():
        for account in one.accounts:
            if account.kind is Kind.ASKS:
                end = account.wished.end if account.wished is not None else account.due
                (needed,) = (found.params for found in account.findings if found.code == "order-needed")
                rivals = frozenset(str(needed["by"]).split())
                meant = frozenset(devices[id(one)])
                yield Asking(account.occurrence, rivals, meant, account.due, end)


def met(waiting: Iterable[Asking]) -> dict[frozenset[str], Question]:
    """By the set of announcements that meet: the question. Sets may be part of each other."""
    listed = list(waiting)
    times: dict[frozenset[str], list[Asking]] = {}
    for one in listed:
        times.setdefault(one.rivals | {one.occurrence}, []).append(one)
    found: dict[frozenset[str], Question] = {}
    for rows in times.values():
        this = _question(rows)
        names = frozenset(this.announcements)
        found[names] = _both(found[names], this) if names in found else this
    return found


def questions(waiting: Iterable[Asking]) -> tuple[Question, ...]:
    """What is to be asked, the most urgent first."""
    found = met(waiting)
    asked: list[Question] = []
    for names in sorted(found, key=lambda one: (-len(one), sorted(one))):
        whole = next((index for index, one in enumerate(asked) if names <= set(one.announcements)), None)
        if whole is None:
            asked.append(found[names])
        else:
            asked[whole] = _both(asked[whole], found[names])
    return tuple(sorted(asked, key=lambda one: (one.first, one.announcements)))


def _question(rows: Iterable[Asking]) -> Question:
    """Of those that meet at one time."""
    in_order = sorted(rows, key=lambda one: (one.due, one.occurrence))
    named = {announcement_of(one.occurrence): None for one in in_order}
    # A rival that is given up already does not ask any more, and is asked about all the same.
    named |= {announcement_of(rival): None for one in in_order for rival in sorted(one.rivals)}
    devices = frozenset[str]().union(*(one.devices for one in in_order))
    return Question(tuple(named), devices, in_order[0].due, min(one.end for one in in_order))


def _both(one: Question, other: Question) -> Question:
    """The first with the second: as urgent as the more urgent of the two."""
    sooner = min(one, other, key=lambda each: each.first)
    return replace(one, devices=one.devices | other.devices, first=sooner.first, until=sooner.until)
