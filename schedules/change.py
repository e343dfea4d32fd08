"""Plans across the day on which areas are merged or split: one plan that is right on both sides.

A plan is made from the places as they are (its basis), and beside it from each other world: how the devices that live
otherwise stand before or after an instant. An occurrence belongs to the world in which it is due: what is due before
the instant is planned by the old places, whenever it is planned, what is due from then on by the new ones. So

- devices that are off line on that day hold the right plan already;
- planning again after the day gives the same, and nothing sounds twice: an occurrence keeps its id in all worlds.

The instant is a local midnight (the controller sees to it): windows do not cross midnight, so no sound does either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from schedules.hours import Hours, effective
from schedules.planned import Basis, DevicePlan, Plan, World

Side = tuple[World | None, DevicePlan]


def across(main: Plan, others: Sequence[Plan], previous: Plan | None = None) -> Plan:
    """One plan from that of the places as they are and those of its basis' worlds, in their order.

    A device of which no world says anything new keeps the very object of the ``previous`` plan.
    """
    basis = main.basis
    sides = {device: _sides(device, main, others) for device in main.devices}
    joined: dict[tuple[int, ...], DevicePlan] = {}
    devices: dict[str, DevicePlan] = {}
    for device, found in sides.items():
        key = tuple(id(one) for _, one in found)
        if key not in joined:
            kept = _kept(device, found, previous)
            joined[key] = kept if kept is not None else _joined(found)
        devices[device] = joined[key]
    nobody = {
        one: refused
        for one, refused in main.unplannable.items()
        if refused.code != "audience-nobody"
        or not any(one in other.basis.announcements and one not in other.unplannable for other in others)
    }
    return Plan(main.since, main.until, devices, nobody, basis, (main, *others))


def to_come(basis: Basis, device: str, now: datetime) -> tuple[Basis, ...]:
    """The bases by which a device lives from now on, that of the places as they are first."""
    others = [
        one.basis for one in basis.worlds if device in one.basis.devices and (one.until is None or one.until > now)
    ]
    return (basis, *others)


def hours_of(bases: Sequence[Basis], device: str) -> tuple[Hours, ...]:
    """The effective hours of a device by each of these bases, without doubles."""
    return tuple(dict.fromkeys(_effective(one.hours, one.devices[device].path) for one in bases))


def _effective(hours: Mapping[str, Hours], path: Sequence[str]) -> Hours:
    return effective([hours[area] for area in path if area in hours])


def _sides(device: str, main: Plan, others: Sequence[Plan]) -> list[Side]:
    sides: list[Side] = [
        (world, other.devices[device])
        for world, other in zip(main.basis.worlds, others, strict=True)
        if device in other.devices
    ]
    return [(None, main.devices[device]), *sides]


def _kept(device: str, found: Sequence[Side], previous: Plan | None) -> DevicePlan | None:
    if previous is None or device not in previous.devices:
        return None
    parts = previous.parts or (previous,)
    before = _sides(device, parts[0], parts[1:])
    same = len(before) == len(found) and all(
        old is new and _span(was) == _span(now) for (was, old), (now, new) in zip(before, found, strict=True)
    )
    return previous.devices[device] if same else None


def _joined(sides: Sequence[Side]) -> DevicePlan:
    (_, here), *others = sides
    if not others:
        return here
    worlds = [world for world, _ in others if world is not None]
    items, accounts = [], []
    for world, one in sides:
        due = {account.occurrence: account.due for account in one.accounts}
        items += [item for item in one.items if _belongs(due.get(item.occurrence, item.start), world, worlds)]
        accounts += [account for account in one.accounts if _belongs(account.due, world, worlds)]
    items.sort(key=lambda item: (item.start, item.occurrence))
    accounts.sort(key=lambda account: (account.due, account.occurrence))
    return DevicePlan(tuple(items), tuple(accounts), any(one.asked for _, one in sides))


def _belongs(due: datetime, world: World | None, worlds: Sequence[World]) -> bool:
    if world is not None:
        return world.holds(due)
    return not any(one.holds(due) for one in worlds)


def _span(world: World | None) -> tuple[datetime | None, datetime | None] | None:
    return None if world is None else (world.since, world.until)
