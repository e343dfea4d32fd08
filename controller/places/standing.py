"""Where devices stand on a day before or after areas are merged or split: who has to do with an area, and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from controller.places.tree import moving
from controller.store import devices
from controller.store.areas import Area
from controller.store.devices import Device
from schedules.planned import Basis, DevicePlan, Plan


def of_area(conn: Connection, area: Area) -> list[Device]:
    """The devices that stand in an area or below it, come to, or did not long ago."""
    here = {one.id: one for one in devices.below(conn, area.path)}
    guests = [id for id, codes in moving(conn).items() if area.code in codes and id not in here]
    return [*here.values(), *(one for one in devices.many(conn, guests) if one.active)]


def reaching(conn: Connection, some: Collection[Device]) -> set[str]:
    """The codes of all areas that these devices stand in, come to, or did not long ago."""
    also = moving(conn)
    return {code for one in some for code in (*one.areas, *also.get(one.id, ()))}


def path_at(basis: Basis, device: str, due: datetime) -> tuple[str, ...]:
    """The areas that a device stands in when something is due, the root first."""
    world = next((one for one in basis.worlds if one.holds(due) and device in one.basis.devices), None)
    return (world.basis if world is not None else basis).devices[device].path


def within(made: Plan, area: str) -> Plan:
    """A plan with only what is due while its device stands in this area."""
    moved = {device for one in made.basis.worlds for device in one.basis.devices}
    kept = {device: _within(made, device, area) if device in moved else one for device, one in made.devices.items()}
    return replace(made, devices=kept)


def _within(made: Plan, device: str, area: str) -> DevicePlan:
    one = made.devices[device]
    accounts = tuple(each for each in one.accounts if area in path_at(made.basis, device, each.due))
    due = {each.occurrence for each in accounts}
    return DevicePlan(tuple(item for item in one.items if item.occurrence in due), accounts, one.asked)
