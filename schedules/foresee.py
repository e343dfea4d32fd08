"""What would become of one announcement among all others: its accounts exactly as `plan` has them, and nothing else.

For the person who composes and waits for the answer. What cannot matter is not planned: days on which it is not due,
devices that it does not reach, and whatever is of lower rank, for ranks are settled from the highest down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from schedules.announcement import Announcement, Face
from schedules.change import across
from schedules.conflict import Kind
from schedules.device_plan import addresses, between, context, outcome, settle_sounds
from schedules.errors import Refused
from schedules.hours import Hours, effective
from schedules.neighbours import Turn
from schedules.planned import Basis, Device, DevicePlan, Plan
from schedules.recurrence import occurrences
from schedules.span import Span
from schedules.wish import Due, Wish

_NOTHING = DevicePlan()


def foresee(basis: Basis, name: str, since: datetime, until: datetime, now: datetime) -> Plan:
    """A plan of all devices of the basis that knows one announcement, and those that a person has to order with it."""
    main = _foresee(basis, name, Span(since, until), now)
    others = [_foresee(one.basis, name, Span(since, until), now) for one in basis.worlds]
    return across(main, others) if others else main


class Group(NamedTuple):
    """Devices to which the same happens: one of them, its hours, and the announcements that are meant for all."""

    device: Device
    hours: Hours
    meant: frozenset[str]
    names: list[str]


def alike(basis: Basis, mine: Announcement, heard: Iterable[str]) -> list[Group]:
    """The devices that one announcement reaches; of what else is meant for a horn, ``heard`` is all that matters."""
    of_area: dict[str, set[str]] = defaultdict(set)
    of_device: dict[str, set[str]] = defaultdict(set)
    for one in (basis.announcements[name] for name in heard):
        for area in one.audience.areas:
            of_area[area].add(one.id)
        for id in one.audience.devices:
            of_device[id].add(one.id)
    hours: dict[tuple[str, ...], Hours] = {}
    numbers: dict[Hours, int] = {}
    groups: dict[tuple[int, frozenset[Face], Turn, frozenset[str]], Group] = {}
    for device in (one for one in basis.devices.values() if addresses(mine.audience, one)):
        if device.path not in hours:
            hours[device.path] = effective([basis.hours[area] for area in device.path if area in basis.hours])
        own = hours[device.path]
        others = of_device[device.id].union(*(of_area[area] for area in device.path)) if device.sounds else ()
        meant = frozenset({mine.id, *others})
        key = numbers.setdefault(own, len(numbers)), device.faces, device.turn, meant
        groups.setdefault(key, Group(device, own, meant, [])).names.append(device.id)
    return list(groups.values())


def _foresee(basis: Basis, name: str, horizon: Span, now: datetime) -> Plan:
    devices = dict.fromkeys(basis.devices, _NOTHING)
    mine = basis.announcements.get(name)
    if mine is None:
        return Plan(*horizon, devices, {}, basis)
    try:
        starts = [one.start for one in occurrences(mine.rule, *horizon, basis.holidays)]
    except Refused as refused:
        return Plan(*horizon, devices, {name: refused}, basis)
    due = around(basis, starts)
    groups = alike(basis, mine, [one for one, wishes in due.items() if _matter(wishes, mine)])
    for group in groups:
        made = _of_group(basis, mine, group, due, horizon, now)
        devices |= dict.fromkeys(group.names, made)
    nobody = {} if groups else {name: Refused("audience-nobody", "audience")}
    return Plan(*horizon, devices, nobody, basis)


def around(basis: Basis, starts: Iterable[datetime]) -> dict[str, Sequence[Wish]]:
    """What everything wishes on the days that can matter to something due at these instants."""
    beyond = context(basis.hours.values())
    everything = list(basis.announcements.values())
    due: dict[str, Sequence[Wish]] = {}
    for window in _joined(Span(one - beyond, one + beyond) for one in starts):
        found, _ = between(everything, *window, basis.holidays, basis.programmes.values())
        for name, wishes in found.items():
            due[name] = (*due.get(name, ()), *wishes)
    return due


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for one in sorted(spans):
        if joined and one.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return joined


def _matter(wishes: Iterable[Wish], mine: Announcement) -> bool:
    """Whether there is a sound that is settled no later than that of ``mine``."""
    return any(one.claim is not None and one.claim.rank >= (mine.klass, mine.origin) for one in wishes)


def _of_group(basis: Basis, mine: Announcement, group: Group, due: Due, horizon: Span, now: datetime) -> DevicePlan:
    wishes = [wish for one in group.meant for wish in due.get(one, ())]
    device, rank = group.device, (mine.klass, mine.origin)
    claims = [wish.claim for wish in wishes if wish.claim is not None and wish.claim.rank >= rank]
    decided = settle_sounds(claims, device, group.hours, now, basis.orders)
    items, accounts = [], []
    for wish in wishes:
        decision = decided.get(wish.id)
        if wish.announcement.id == mine.id or (decision is not None and decision.kind is Kind.ASKS):
            item, account = outcome(wish, device, group.hours, decision)
            if horizon.start <= wish.occurrence.start < horizon.end:
                accounts.append(account)
                items += [item] if item is not None and wish.announcement.id == mine.id else []
    items.sort(key=lambda item: (item.start, item.occurrence))
    accounts.sort(key=lambda account: (account.due, account.occurrence))
    return DevicePlan(tuple(items), tuple(accounts), any(one.kind is Kind.ASKS for one in accounts))
