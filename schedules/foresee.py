"""What would become of one announcement among all others: its accounts exactly as `plan` has them, and nothing else.

For the person who composes and waits for the answer. What cannot matter is not planned: days on which it is not due,
devices that it does not reach, and whatever is of lower rank, for ranks are settled from the highest down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from schedules.announcement import Announcement, Face
from schedules.change import across
from schedules.conflict import Claim, Decision, Kind
from schedules.device_plan import addresses, between, context, outcome, settle_sounds, wished
from schedules.errors import Refused
from schedules.hours import Hours, effective
from schedules.neighbours import Turn
from schedules.planned import Basis, Device, DevicePlan, Plan
from schedules.recurrence import occurrences
from schedules.span import Span, joined
from schedules.wish import Due, Wish

_NOTHING = DevicePlan()
_WIDER = timedelta(days=1)
"""Read beyond what is asked for: it may be asked again for another time of the day."""


def foresee(basis: Basis, name: str, since: datetime, until: datetime, now: datetime) -> Plan:
    """A plan of all devices of the basis that knows one announcement, and those that a person has to order with it."""
    return Foresight(basis, name, since, until, now).plan()


class Group(NamedTuple):
    """Devices to which the same happens: one of them, its hours, and the announcements that are meant for all."""

    device: Device
    hours: Hours
    meant: frozenset[str]
    names: list[str]


class Foresight:
    """One announcement may be looked at as it is and as it might be: the others are read once."""

    def __init__(self, basis: Basis, name: str, since: datetime, until: datetime, now: datetime) -> None:
        self.basis = basis
        self.name = name
        self.horizon = Span(since, until)
        self.now = now
        self.here = Side(basis, name, now)
        self._elsewhere = [Side(one.basis, name, now) for one in basis.worlds]

    def plan(self, mine: Announcement | None = None) -> Plan:
        """What becomes of it; of ``mine``, if it were so."""
        plans = [side.plan(self._there(side, mine), self.horizon) for side in (self.here, *self._elsewhere)]
        return across(plans[0], plans[1:]) if len(plans) > 1 else plans[0]

    def _there(self, side: Side, mine: Announcement | None) -> Announcement | None:
        """As it is in another world: its audience may have other names there."""
        there = side.basis.announcements.get(self.name)
        if mine is None or there is None or side is self.here:
            return there if mine is None or there is None else mine
        return replace(mine, audience=there.audience)


class Side:
    """The places as they are, or those of another world, with what the others wish there."""

    def __init__(self, basis: Basis, name: str, now: datetime) -> None:
        self.basis = basis
        self._others = [one for one in basis.announcements.values() if one.id != name]
        self.listed = any(entry.announcement == name for one in basis.programmes.values() for entry in one.entries)
        self._now = now
        self._known: list[tuple[Span, Due]] = []
        self._due: dict[tuple[Announcement, tuple[datetime, ...]], Due] = {}
        self._settled: dict[tuple[str, frozenset[int]], tuple[list[Claim], dict[str, Decision]]] = {}

    def plan(self, mine: Announcement | None, horizon: Span) -> Plan:
        """What becomes of it here."""
        devices = dict.fromkeys(self.basis.devices, _NOTHING)
        if mine is None:
            return Plan(*horizon, devices, {}, self.basis)
        try:
            starts = [one.start for one in occurrences(mine.rule, *horizon, self.basis.holidays)]
        except Refused as refused:
            return Plan(*horizon, devices, {str(mine.id): refused}, self.basis)
        due = self.due(mine, starts)
        groups = self.groups(mine, due)
        for group in groups:
            devices |= dict.fromkeys(group.names, self._of_group(mine, group, due, horizon))
        nobody: dict[str, Refused] = {} if groups else {mine.id: Refused("audience-nobody", "audience")}
        return Plan(*horizon, devices, nobody, self.basis)

    def due(self, mine: Announcement, starts: Iterable[datetime]) -> Due:
        """What everything wishes on the days that can matter to ``mine``, which is due at these instants."""
        key = mine, tuple(starts)
        if key not in self._due:
            self._due[key] = self._due_of(*key)
        return self._due[key]

    def _due_of(self, mine: Announcement, starts: Iterable[datetime]) -> Due:
        beyond = context(self.basis.hours.values())
        due: dict[str, Sequence[Wish]] = {}
        for window in joined(Span(one - beyond, one + beyond) for one in starts):
            for name, wishes in {**self._of_others(window), **self._of_mine(mine, window)}.items():
                due[name] = (*due.get(name, ()), *wishes)
        return due

    def _of_mine(self, mine: Announcement, window: Span) -> Due:
        """Where it stands in a running list, its place depends on the others, and theirs on it."""
        listed = [*self._others, mine] if self.listed else [mine]
        lists = self.basis.programmes.values() if self.listed else ()
        return between(listed, *window, self.basis.holidays, lists)[0]

    def _of_others(self, window: Span) -> Due:
        if self.listed:
            return {}
        known = next((one for one in self._known if one[0].start <= window.start and window.end <= one[0].end), None)
        if known is None:
            wide = Span(window.start - _WIDER, window.end + _WIDER)
            known = wide, between(self._others, *wide, self.basis.holidays, self.basis.programmes.values())[0]
            self._known.append(known)
        return {
            name: [wish for wish in wishes if window.start <= wish.occurrence.start < window.end]
            for name, wishes in known[1].items()
        }

    def groups(self, mine: Announcement, due: Due, *, below: bool = False) -> list[Group]:
        """The devices that it reaches, by what else matters to a horn: no lower ranks, or those too (``below``)."""
        of_area: dict[str, set[str]] = defaultdict(set)
        of_device: dict[str, set[str]] = defaultdict(set)
        for one in self._others:
            if any(wish.claim is not None and (below or _matters(wish, mine)) for wish in due.get(one.id, ())):
                for area in one.audience.areas:
                    of_area[area].add(one.id)
                for id in one.audience.devices:
                    of_device[id].add(one.id)
        hours: dict[tuple[str, ...], Hours] = {}
        numbers: dict[Hours, int] = {}
        groups: dict[tuple[int, frozenset[Face], Turn, frozenset[str]], Group] = {}
        for device in (one for one in self.basis.devices.values() if addresses(mine.audience, one)):
            if device.path not in hours:
                hours[device.path] = effective([self.basis.hours[a] for a in device.path if a in self.basis.hours])
            own = hours[device.path]
            others = of_device[device.id].union(*(of_area[area] for area in device.path)) if device.sounds else ()
            meant = frozenset({mine.id, *others})
            key = numbers.setdefault(own, len(numbers)), device.faces, device.turn, meant
            groups.setdefault(key, Group(device, own, meant, [])).names.append(device.id)
        return list(groups.values())

    def settled(self, group: Group, wishes: Iterable[Wish]) -> dict[str, Decision]:
        """What becomes of these on the devices of a group."""
        claims = [wish.claim for wish in wishes if wish.claim is not None]
        # The same is asked more than once: of itself, of what it pushes aside, of where there is room.
        key = group.device.id, frozenset(map(id, claims))
        if key not in self._settled:
            made = settle_sounds(claims, group.device, group.hours, self._now, self.basis.orders)
            self._settled[key] = claims, made
        return self._settled[key][1]

    def _of_group(self, mine: Announcement, group: Group, due: Due, horizon: Span) -> DevicePlan:
        wishes = wished(group.meant, due, group.device)
        decided = self.settled(group, (one for one in wishes if _matters(one, mine)))
        items, accounts = [], []
        for wish in wishes:
            decision, own = decided.get(wish.id), wish.announcement.id == mine.id
            asks = decision is not None and decision.kind is Kind.ASKS
            if (own or asks) and horizon.start <= wish.occurrence.start < horizon.end:
                item, account = outcome(wish, group.device, group.hours, decision)
                accounts.append(account)
                items += [item] if item is not None and own else []
        items.sort(key=lambda item: (item.start, item.occurrence))
        accounts.sort(key=lambda account: (account.due, account.occurrence))
        return DevicePlan(tuple(items), tuple(accounts), any(one.kind is Kind.ASKS for one in accounts))


def _matters(wish: Wish, mine: Announcement) -> bool:
    """Whether it is settled no later than ``mine``."""
    return wish.claim is not None and wish.claim.rank >= (mine.klass, mine.origin)
