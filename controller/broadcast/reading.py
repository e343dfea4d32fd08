"""What the planner reads from the database, and whether it is what it read before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast import agreed
from controller.broadcast.known import Known
from controller.store import areas, devices, plates
from controller.store.announcements import Announcement
from controller.store.areas import Area
from controller.store.devices import Device
from controller.store.seen import Seen
from schedules.planned import Basis


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows, and what the law of time makes its plan from."""

    rows: dict[str, Announcement]
    devices: dict[str, Device]
    areas: list[Area]
    basis: Basis
    emblems: dict[str, str]

    def other_rows(self, before: Reading) -> frozenset[str]:
        """The announcements whose rows are not what they were, be it only that they were edited and changed back."""
        names = self.rows.keys() | before.rows.keys()
        return frozenset(name for name in names if _other(self.rows.get(name), before.rows.get(name)))

    def other_devices(self, before: Reading) -> frozenset[str]:
        """The devices whose rows are not what they were."""
        return frozenset(name for name, row in self.devices.items() if _other(before.devices.get(name), row))

    def same_names(self, before: Reading) -> bool:
        """Whether places, their emblems, and which notice is whose, are as they were: all this stands on pages."""
        return (self.areas, self.emblems) == (before.areas, before.emblems) and not any(
            old is not new and old.area != new.area
            for name, old in before.rows.items()
            if (new := self.rows.get(name)) is not None
        )


def _other(one: object, other: object) -> bool:
    return one is not other and one != other


class Reader:
    """Reads everything each time. A row that says what it said gives the same value as last time, the very same object:
    comparing two bases is quick, since most of both is one."""

    def __init__(self) -> None:
        self._known, self._seen = Known(), Seen()

    def read(self, conn: Connection) -> Reading:
        """All that is agreed, for whom, and when it may sound."""
        rows, boxes = agreed.rows(conn, seen=self._seen), devices.below(conn, seen=self._seen)
        places = areas.below(conn, seen=self._seen)
        with self._known as known:
            basis = agreed.basis(conn, rows, boxes, known, places)
        emblems = plates.entered(conn)
        return Reading({row.id: row for row in rows}, {one.id: one for one in boxes}, places, basis, emblems)
