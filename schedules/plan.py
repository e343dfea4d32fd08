"""What each device must do over a horizon: from announcements, devices and hours to one ordered list a device.

Deterministic and idempotent: the same arguments give the same plan, in whatever order they come. An instant's plan does
not depend on how the horizon is cut, nor on ``now``: a plan that is made again while something sounds must not move it.
``now`` only ends questions to a person: an order that nobody gave in time is a dropped occurrence, with that reason.

Devices that are addressed by the same announcements, have the same faces and turn and stand under the same hours share
one result. `replan` makes new only what one change concerns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from schedules.announcement import Announcement, Audience, Face, OnHolidays
from schedules.change import across
from schedules.conflict import Orders
from schedules.device_plan import addresses, context, expand, plan_device
from schedules.errors import Refused
from schedules.hours import Hours, effective
from schedules.neighbours import Turn
from schedules.planned import Basis, Device, DevicePlan, Plan
from schedules.programme import together
from schedules.span import Span
from schedules.wish import Due, Wish

__all__ = ["addresses", "expand", "plan", "plan_device", "replan"]


def plan(basis: Basis, since: datetime, until: datetime, now: datetime) -> Plan:
    """The plan of all devices of the basis."""
    main = _plan(basis, since, until, now)
    return across(main, [plan(one.basis, since, until, now) for one in basis.worlds]) if basis.worlds else main


def _plan(basis: Basis, since: datetime, until: datetime, now: datetime) -> Plan:
    due, unplannable = _expand(basis, basis.announcements.values(), Span(since, until))
    plans = _plan_alike(basis, basis.devices.values(), due, Span(since, until), now)
    return Plan(since, until, plans, unplannable | _for_nobody(basis), basis)


def replan(previous: Plan, basis: Basis, now: datetime) -> Plan:
    """The same as `plan` over the previous horizon, made new only for the devices that some change concerns.

    What changed is found by comparing with what the previous plan was made from, so nothing can be forgotten.
    """
    main, *others = previous.parts or (previous,)
    made = _replan(main, basis, now)
    if not basis.worlds:
        return made
    known = {(one.since, one.until): other for one, other in zip(previous.basis.worlds, others, strict=True)}
    anew = [
        replan(known[key], one.basis, now)
        if (key := (one.since, one.until)) in known
        else plan(one.basis, previous.since, previous.until, now)
        for one in basis.worlds
    ]
    return across(made, anew, previous)


def _replan(previous: Plan, basis: Basis, now: datetime) -> Plan:
    horizon = Span(previous.since, previous.until)
    anew = _concerned(previous, basis)
    areas, ids = _targets(anew)
    meant = {one.id for one in basis.announcements.values() if _reaches(one.audience, areas, ids)}
    needed = together(basis.programmes.values(), meant) & basis.announcements.keys()
    due, unplannable = _expand(basis, [basis.announcements[one] for one in needed], horizon)
    plans = _plan_alike(basis, anew, due, horizon, now)
    for one, refused in previous.unplannable.items():
        if refused.code != "audience-nobody" and basis.announcements.get(one) == previous.basis.announcements[one]:
            unplannable.setdefault(one, refused)
    everything = {device: plans.get(device) or previous.devices[device] for device in basis.devices}
    return Plan(*horizon, everything, unplannable | _for_nobody(basis), basis)


def _expand(
    basis: Basis, announcements: Iterable[Announcement], horizon: Span
) -> tuple[dict[str, tuple[Wish, ...]], dict[str, Refused]]:
    beyond = context(basis.hours.values())
    return expand(announcements, *horizon, basis.holidays, beyond, basis.programmes.values())


# ------------------------------------------------------------------ what changed


def _concerned(previous: Plan, basis: Basis) -> list[Device]:
    """The devices that may have to do something else than before."""
    before = previous.basis
    changed = before.announcements.keys() ^ basis.announcements.keys()
    changed |= {
        name
        for name, one in basis.announcements.items()
        if (other := before.announcements.get(name)) is not one and other is not None and other != one
    }
    if basis.holidays != before.holidays:
        changed |= {one.id for one in basis.announcements.values() if one.rule.holidays is not OnHolidays.PLAY}
    changed |= _reordered(before.orders, basis.orders)
    changed |= _in_other_lists(before, basis)
    changed = together((*before.programmes.values(), *basis.programmes.values()), changed)
    audiences = [
        table[one].audience for one in changed for table in (before.announcements, basis.announcements) if one in table
    ]
    areas = {
        area for area in before.hours.keys() | basis.hours.keys() if before.hours.get(area) != basis.hours.get(area)
    }
    areas |= {area for audience in audiences for area in audience.areas}
    ids = {one for audience in audiences for one in audience.devices}
    return [
        device
        for device in basis.devices.values()
        if ((known := before.devices.get(device.id)) is not device and known != device)
        or device.id in ids
        or not areas.isdisjoint(device.path)
        or previous.devices[device.id].asked
    ]


def _in_other_lists(before: Basis, basis: Basis) -> set[str]:
    """The announcements of running lists that came, went or changed, and of those that ask for other holidays."""
    lists = (before.programmes, basis.programmes)
    return {
        entry.announcement
        for name in lists[0].keys() | lists[1].keys()
        for one in (table[name] for table in lists if name in table)
        if lists[0].get(name) != lists[1].get(name)
        or (basis.holidays != before.holidays and one.rule.holidays is not OnHolidays.PLAY)
        for entry in one.entries
    }


def _reordered(before: Orders, after: Orders) -> set[str]:
    """The announcements about which something else is said than before; the latest word counts, so order matters."""
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    shared = min(len(before), len(after)) if same is None else same
    return {one for order in (*before[shared:], *after[shared:]) for one in order}


def _targets(devices: Iterable[Device]) -> tuple[set[str], set[str]]:
    """All areas in which one of the devices stands, and the devices' ids."""
    listed = list(devices)
    return {area for path in {one.path for one in listed} for area in path}, {one.id for one in listed}


def _reaches(audience: Audience, areas: set[str], ids: set[str]) -> bool:
    return not (areas.isdisjoint(audience.areas) and ids.isdisjoint(audience.devices))


def _for_nobody(basis: Basis) -> dict[str, Refused]:
    areas, ids = _targets(basis.devices.values())
    return {
        one.id: Refused("audience-nobody", "audience")
        for one in basis.announcements.values()
        if not _reaches(one.audience, areas, ids)
    }


# ------------------------------------------------------------------ devices that are alike


def _plan_alike(
    basis: Basis, devices: Iterable[Device], due: Due, horizon: Span, now: datetime
) -> dict[str, DevicePlan]:
    """The plans by device id; those with the same announcements, faces, turn and effective hours share one."""
    of_area, of_device = _by_target(basis.announcements.values())
    paths: dict[tuple[str, ...], tuple[Hours, int, frozenset[str]]] = {}
    numbers: dict[Hours, int] = {}
    results: dict[tuple[int, frozenset[Face], Turn, frozenset[str]], DevicePlan] = {}
    plans: dict[str, DevicePlan] = {}
    for device in devices:
        if device.path not in paths:
            own = effective([basis.hours[area] for area in device.path if area in basis.hours])
            meant = frozenset(one for area in device.path for one in of_area.get(area, ()))
            paths[device.path] = own, numbers.setdefault(own, len(numbers)), meant
        own, number, meant = paths[device.path]
        meant = meant.union(of_device.get(device.id, ()))
        signature = number, device.faces, device.turn, meant
        if signature not in results:
            wanted = [basis.announcements[one] for one in meant]
            results[signature] = plan_device(wanted, device, own, *horizon, now, basis.orders, due)
        plans[device.id] = results[signature]
    return plans


def _by_target(announcements: Iterable[Announcement]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Announcement ids by the area, and by the device, that they name."""
    of_area: dict[str, list[str]] = defaultdict(list)
    of_device: dict[str, list[str]] = defaultdict(list)
    for one in announcements:
        for area in one.audience.areas:
            of_area[area].append(one.id)
        for device in one.audience.devices:
            of_device[device].append(one.id)
    return of_area, of_device
