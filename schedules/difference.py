"""What one plan says otherwise than the plan before it.

`plan.replan` keeps the very object of each device that no change concerns, so that what is the same costs nothing to
find. Two plans of different horizons have nothing in common that could be kept: everything is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schedules.planned import DevicePlan, Plan

_NOTHING = DevicePlan()


@dataclass(frozen=True, slots=True)
class Difference:
    """``devices`` have another plan than before, or none any more. ``announcements`` became of which something else on
    some device. ``whole``: there was no plan of this horizon before, and both name everything."""

    whole: bool
    devices: frozenset[str]
    announcements: frozenset[str]


def difference(before: Plan | None, after: Plan) -> Difference:
    """From the plan ``before`` (None: there was none) to the plan ``after``."""
    if before is None or (before.since, before.until) != (after.since, after.until):
        gone = before.basis.announcements.keys() if before is not None else frozenset()
        left = before.devices.keys() if before is not None else frozenset()
        names = frozenset(after.basis.announcements.keys() | gone)
        return Difference(True, frozenset(after.devices.keys() | left), names)
    changed = [name for name, one in after.devices.items() if before.devices.get(name) is not one]
    changed += before.devices.keys() - after.devices.keys()
    pairs = {}
    for device in changed:
        old, new = before.devices.get(device, _NOTHING), after.devices.get(device, _NOTHING)
        pairs[id(old), id(new)] = old, new
    differing = {one for old, new in pairs.values() for one in _differing(old, new)}
    differing |= before.basis.announcements.keys() ^ after.basis.announcements.keys()
    return Difference(False, frozenset(changed), frozenset(differing))


def _differing(old: DevicePlan, new: DevicePlan) -> Iterator[str]:
    """The announcements of which one says something else than the other, with doubles."""
    for ours, theirs in ((old.accounts, new.accounts), (old.items, new.items)):
        before = {one.occurrence: one for one in ours}
        after = {one.occurrence: one for one in theirs}
        for name in before.keys() | after.keys():
            if before.get(name) != after.get(name):
                yield (before.get(name) or after[name]).announcement
