"""What is agreed and made, and what a plan of it is made from: for the planner, and for everybody who reads plans."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from controller.broadcast import neighbourhood, value
from controller.broadcast.known import Known
from controller.broadcast.programmes.value import companions, in_force
from controller.places.worlds import crossed
from controller.store import announcements, areas, orders
from controller.store.announcements import Announcement
from controller.store.areas import Area
from controller.store.devices import Device
from controller.store.seen import Seen
from schedules.announcement import Announcement as Value
from schedules.lifecycle import State
from schedules.planned import Basis
from schedules.planned import Device as Planned


def rows(conn: Connection, some: Collection[str] | None = None, seen: Seen | None = None) -> list[Announcement]:
    """Every announcement that is rendered, and whose approval is for exactly what is there now; or only what a plan of
    ``some`` must know: they, and what stands in running lists with them."""
    found = announcements.in_state(conn, State.READY.value, State.PLANNED.value, seen=seen)
    wanted = None if some is None else companions(conn, some)
    good = (row for row in found if row.approved_fingerprint == row.fingerprint)
    return [row for row in good if wanted is None or row.id in wanted]


def basis(
    conn: Connection,
    wanted: Sequence[Announcement],
    devices: Sequence[Device],
    known: Known | None = None,
    places: Sequence[Area] | None = None,
) -> Basis:
    """All that a plan of these announcements on these devices is made from.

    Everything is read each time, for nobody must remember to say what he changed; ``known`` remembers what it made of
    rows, ``places`` are all areas, where they are read already.
    """
    return crossed(conn, here(conn, wanted, devices, known, places))


def here(
    conn: Connection,
    wanted: Sequence[Announcement],
    devices: Sequence[Device],
    known: Known | None = None,
    places: Sequence[Area] | None = None,
) -> Basis:
    """The same with the places as they are, whatever day lies before or behind."""
    known = known or Known()
    values = value.announcements(conn, wanted, known)
    return among(conn, values, neighbourhood.valued(conn, devices, known), known, places)


def among(
    conn: Connection,
    wanted: Sequence[Value],
    devices: Sequence[Planned],
    known: Known | None = None,
    places: Sequence[Area] | None = None,
) -> Basis:
    """The same of values, of which one need not be what is in the database: what would be, if it were so."""
    names = [one.id for one in wanted]
    return Basis.of(
        wanted,
        devices,
        value.hours(areas.below(conn) if places is None else places, known or Known()),
        orders.sequences(conn, names),
        holidays=value.holidays(conn),
        programmes=in_force(conn, names, known),
    )
