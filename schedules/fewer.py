"""An audience without the places in which something does not go."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from schedules.announcement import Audience
from schedules.planned import Device


def fewer(audience: Audience, reached: Sequence[Device], bad: Collection[str]) -> tuple[Audience, tuple[str, ...]]:
    """Who is left, and the areas and devices that are not.

    ``reached`` are the devices of the audience, ``bad`` those that it must be without. A hamlet stays or goes as a
    whole: nobody there would understand why one horn is silent. An area with others below it is taken apart.
    """
    areas: set[str] = set()
    devices = set(audience.devices) - set(bad)
    without = set(audience.devices) & set(bad)
    waiting = sorted(audience.areas)
    while waiting:
        area = waiting.pop()
        inside = [one for one in reached if area in one.path]
        if not any(one.id in bad for one in inside):
            areas.add(area)
            continue
        below = {one.path[one.path.index(area) + 1] for one in inside if one.path[-1] != area}
        if not below:
            without.add(area)
            continue
        waiting += sorted(below)
        alone = {one.id for one in inside if one.path[-1] == area}
        devices |= alone - set(bad)
        without |= alone & set(bad)
    return Audience(frozenset(areas), frozenset(devices)), tuple(sorted(without))
