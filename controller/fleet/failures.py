"""What fails again and again, by place: whichever box hangs there, its history stays with the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.health.months import Month, Repeat, counted, repeats
from controller.logbook.wanted import BAD
from controller.months import spans
from controller.people.who import Who, require
from controller.store import areas, boxes, devices, failures
from controller.store.devices import Device

YEAR, HALF_YEAR = 12, 6
MOST_MONTHS = 24
"""So long incidents are kept."""
MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Failing:
    """A place with what is wrong there again and again. ``device`` is empty where it is a whole area."""

    area: str
    place: str
    device: str
    name: str
    again: tuple[Repeat, ...]

    @property
    def times(self) -> int:
        """How often, whatever it was."""
        return sum(one.times for one in self.again)


def of_device(desk: Desk, conn: Connection, row: Device, count: int = YEAR) -> tuple[list[Month], list[Repeat]]:
    """Month by month, this one first; and what repeats."""
    months = _spans(desk, conn, row.area, count)
    since_ms, now_ms = months[-1][0], desk.now_ms()
    spells = failures.of_device(conn, row.id, since_ms)
    due = [(at_ms, rung in BAD) for at_ms, rung in failures.broadcasts(conn, row.id, since_ms, now_ms)]
    hung = [one.since_ms for one in boxes.of_device(conn, row.id)]
    return counted(months, spells, due, hung, now_ms), repeats(months, spells, hung)


def below(desk: Desk, conn: Connection, who: Who, area: str = "", count: int = HALF_YEAR) -> list[Failing]:
    """Areas and devices where the same is wrong again and again, the most frequent first."""
    top = areas.known(conn, area or who.area)
    require(who, "read", top.path)
    months = _spans(desk, conn, top.code, count)
    found = failures.below(conn, top.path, months[-1][0])
    names = {one.code: one.name for one in areas.below(conn, top.path, ended=True)}
    rows = {one.id: one for one in devices.many(conn, {device for _, device in found if device})}
    failing = []
    for (code, device), spells in found.items():
        hung = [one.since_ms for one in boxes.of_device(conn, device)] if len(spells) > 1 and device else []
        if again := repeats(months, spells, hung):
            name = rows[device].name if device in rows else device
            failing.append(Failing(code, names.get(code, code), device, name, tuple(again)))
    return sorted(failing, key=lambda one: (-one.times, one.area, one.device))[:MOST_PLACES]


def _spans(desk: Desk, conn: Connection, area: str, count: int) -> Sequence[tuple[int, int]]:
    if not 1 <= count <= MOST_MONTHS:
        raise Refused("number-out-of-range", "months", number=count, low=1, high=MOST_MONTHS)
    return spans(areas.known(conn, area).zone, desk.now_ms(), count)
