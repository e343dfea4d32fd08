"""A box is taken down, reported stolen, or hung up again. The place stays, with all that happened there."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.plan import PLANNED_BY
from controller.errors import Clash
from controller.fleet import codes
from controller.fleet.enrol import EDITION
from controller.people.who import Who
from controller.ports import Sends
from controller.store import audit, boxes, claims, devices, facts, outbox, status, timetables
from controller.store.boxes import Box
from controller.store.devices import Device
from devices.topics import TABLE, Kind

NOTHING = b""
"""How a broker is told to retain nothing."""
_LEFT = (Kind.WANT, Kind.STATE)
"""What a broker retains of a device."""


def take_down(desk: Desk, who: Who, id: str, *, stolen: bool = False) -> Device:
    """From now on no box hangs there: it is put out by the broker at once, and nothing is planned.

    A stolen one never comes back. Until another box takes the place, its password opens a door behind which it hears
    nothing and only says that it is there (decision 123). Raises ``Clash("box-none")`` where there is none.
    """
    now_ms, end = desk.now_ms(), boxes.STOLEN if stolen else boxes.OUT
    with desk.store.write() as conn:
        row = codes.known(conn, who, id)
        if not row.active:
            raise Clash("box-none", device=row.name)
        if not boxes.leave(conn, id, end, now_ms):
            boxes.hang(conn, Box(id, row.created_ms, "", row.profile, now_ms, end))
        claims.end(conn, [id], claims.REVOKED, now_ms)
        devices.change(conn, id, active=False)
        outbox.replace_wants(conn, [id], now_ms)
        status.forget(conn, id)
        done = _log(conn, desk, who, "box-stolen" if stolen else "box-out", id)
    _say(desk, id)
    return done


def put_back(desk: Desk, who: Who, id: str) -> Device:
    """The box that was taken down last hangs there again, and needs no code. Raises ``Clash("box-not-out")``."""
    with desk.store.write() as conn:
        row = codes.known(conn, who, id)
        last = next(iter(boxes.of_device(conn, id)), None)
        if row.active or last is None or last.end != boxes.OUT:
            raise Clash("box-not-out", device=row.name)
        boxes.reopen(conn, id, last.since_ms)
        devices.change(conn, id, active=True)
        done = _log(conn, desk, who, "box-back", id)
    _say(desk, id)
    return done


def clear(desk: Desk, link: Sends) -> int:
    """Take from the broker what it retains of places without a box; of how many."""
    for id in tuple(desk.uninvited):
        if _publish_nothing(link, Kind.STATE, id):
            desk.uninvited.discard(id)
    with desk.store.read() as conn:
        left = timetables.of_empty(conn)
    gone = [id for id in left if all(_publish_nothing(link, kind, id) for kind in _LEFT)]
    if gone:
        with desk.store.write() as conn:
            timetables.forget_empty(conn, gone)
            facts.put(conn, PLANNED_BY, "")  # who planned last must not believe that they still hold something
    return len(gone)


def _publish_nothing(link: Sends, kind: Kind, id: str) -> bool:
    row = TABLE[kind]
    return link.publish(row.of(id), NOTHING, row.qos, retain=True)


def _log(conn: Connection, desk: Desk, who: Who, action: str, id: str) -> Device:
    facts.next(conn, EDITION)
    audit.append(conn, desk.now_ms(), who.login, action, id, address=desk.address)
    done = devices.get(conn, id)
    assert done is not None
    return done


def _say(desk: Desk, id: str) -> None:
    desk.nudge("accounts")
    desk.nudge("plan")
    desk.bus.say("device", id=id)
