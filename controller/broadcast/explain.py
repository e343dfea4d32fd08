"""What a device does at an instant, by which rule, what gives way and why: the device's own `decide`, asked here."""

from __future__ import annotations

from dataclasses import dataclass

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.who import Who, require
from controller.store import devices, timetables
from devices.decide import Decision, decide
from devices.gate import read
from devices.messages import Pointer, Timetable
from devices.signing import take_apart

LONGEST_AHEAD_MS = 400 * 86_400_000


@dataclass(frozen=True, slots=True)
class Explained:
    """The decision for an instant, and the timetable that it follows from."""

    device: str
    at_ms: int
    version: int
    decision: Decision


def wanted_timetable(desk: Desk, who: Who, id: str) -> tuple[timetables.Timetable, Timetable]:
    """The newest signed timetable of a device, and what it says. Raises `NotFound`."""
    with desk.store.read() as conn:
        row = devices.get(conn, id)
        if row is None or not row.path.startswith(who.path):
            raise NotFound("device-unknown", device=id)
        require(who, "read", row.path)
        kept = timetables.get(conn, id)
        if kept is None:
            raise NotFound("timetable-none", device=id)
        message = read("timetable", take_apart(kept.document).payload)
        if isinstance(message, Pointer):
            document = timetables.document(conn, message.document.hash)
            if document is None:
                raise NotFound("timetable-none", device=id)
            message = read("timetable", take_apart(document).payload)
    assert isinstance(message, Timetable)
    return kept, message


def explain(desk: Desk, who: Who, id: str, at_ms: int) -> Explained:
    """What the device will do at ``at_ms`` (epoch ms), if it holds what it should and nothing else comes."""
    if abs(at_ms - desk.now_ms()) > LONGEST_AHEAD_MS:
        raise Refused("instant-too-far", "at")
    kept, message = wanted_timetable(desk, who, id)
    return Explained(id, at_ms, kept.version, decide(message, at_ms))
