"""What each device owes: expected where it is new in its plan, withdrawn where its plan has it no more.

Compared is with the plan before, or, where none is known (the service has just started), with the rows themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.materialise import different
from controller.store import deliveries
from controller.store.deliveries import Expected
from schedules.planned import DevicePlan, Plan

_NOTHING = DevicePlan()
_AT_ONCE = 500
"""Devices whose rows are looked at together."""
Dues = dict[str, int]
"""Occurrence → the instant at which it is due."""


def settle(
    conn: Connection, made: Plan, before: Plan | None, changed: Iterable[str], again: Collection[str], now_ms: int
) -> None:
    """Make the rows say what the plan says.

    ``changed`` are the devices whose plan is another one than ``before``; ``again`` the announcements of which
    everything is expected once more.
    """
    if before is None:
        _reconcile(conn, made, now_ms)
        return
    alike: dict[tuple[int, int], tuple[DevicePlan, DevicePlan, list[str]]] = {}
    meant = {id(one) for one in different(made) if not one.announcements.isdisjoint(again)} if again else set()
    for device in {*changed, *(name for name, one in made.devices.items() if id(one) in meant)}:
        old, new = before.devices.get(device, _NOTHING), made.devices.get(device, _NOTHING)
        alike.setdefault((id(old), id(new)), (old, new, []))[2].append(device)
    expected: list[Expected] = []
    for old, new, devices in alike.values():
        owed, known = _owed(new, now_ms), _owed(old, now_ms)
        anew = {item.occurrence for item in new.items if item.announcement in again}
        more = [(name, due) for name, due in owed.items() if name in anew or known.get(name) != due]
        expected += [Expected(name, device, due) for device in devices for name, due in more]
        _withdraw(conn, [name for name, due in known.items() if due >= now_ms and name not in owed], devices)
    deliveries.expect(conn, expected)


def _reconcile(conn: Connection, made: Plan, now_ms: int) -> None:
    """Against the rows, some hundred devices at a time: a province owes millions."""
    owed = {id(one): _owed(one, now_ms) for one in made.devices.values()}
    since = min((due for dues in owed.values() for due in dues.values()), default=now_ms)
    for some in _batches(made.devices):
        there = deliveries.owed(conn, some, min(since, now_ms))
        expected: list[Expected] = []
        gone: dict[frozenset[str], list[str]] = defaultdict(list)
        for device in some:
            dues, rows = owed[id(made.devices[device])], there.get(device, {})
            expected += [Expected(name, device, due) for name, due in dues.items() if rows.get(name) != due]
            gone[frozenset(name for name, due in rows.items() if due >= now_ms and name not in dues)].append(device)
        deliveries.expect(conn, expected)
        for names, devices in gone.items():
            _withdraw(conn, names, devices)


def _owed(one: DevicePlan, now_ms: int) -> Dues:
    """What of a plan is not over."""
    return {item.occurrence: value.ms(item.start) for item in one.items if value.ms(item.end) > now_ms}


def _withdraw(conn: Connection, names: Collection[str], devices: Collection[str]) -> None:
    if names:
        deliveries.withdraw(conn, names, devices)


def _batches(devices: Iterable[str]) -> Iterator[list[str]]:
    left = iter(devices)
    while some := list(islice(left, _AT_ONCE)):
        yield some
