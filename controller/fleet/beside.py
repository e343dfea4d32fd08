"""A technician says which horns reach each other, and whether those of an area speak together or in turn."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.who import Who, reaches, require
from controller.store import areas, audit, devices, neighbours
from controller.store.areas import Area
from controller.store.neighbours import Pair
from devices.profiles import profile

METRES_A_SECOND = 343
"""Of sound in air."""


def echo_ms(metres: int) -> int:
    """How much later the far one of two horns is heard that start together."""
    return round(metres * 1000 / METRES_A_SECOND)


def named(conn: Connection, who: Who, text: str) -> str:
    """The horn with this code or this name, as somebody types it. Refuses ``neighbour-which``."""
    wanted = " ".join(text.split()).casefold()
    among = [one for one in devices.below(conn, who.path) if wanted in (one.id.casefold(), one.name.casefold())]
    found = next((one.id for one in among if one.id.casefold() == wanted), among[0].id if len(among) == 1 else None)
    if found is None:
        raise Refused("neighbour-which", "named", text=text, count=len(among))
    return found


def join(desk: Desk, who: Who, one: str, other: str, metres: int | None) -> Pair:
    """Note that two horns reach each other."""
    if one == other:
        raise Refused("neighbour-itself", "other", device=one)
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        for field, id in (("one", one), ("other", other)):
            _horn(conn, who, field, id)
        pair = neighbours.put(conn, one, other, metres)
        detail = {"other": pair.other, "metres": metres}
        audit.append(conn, now_ms, who.login, "neighbours-join", pair.one, detail, address=desk.address)
    desk.nudge("plan")
    return pair


def part(desk: Desk, who: Who, one: str, other: str) -> None:
    """Forget a pair. Raises ``NotFound("neighbours-unknown")``."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        for field, id in (("one", one), ("other", other)):
            _horn(conn, who, field, id)
        if not neighbours.remove(conn, one, other):
            raise NotFound("neighbours-unknown", "other", one=one, beside=other)
        audit.append(conn, now_ms, who.login, "neighbours-part", one, {"other": other}, address=desk.address)
    desk.nudge("plan")


def set_horns(desk: Desk, who: Who, code: str, **wanted: str | int | None) -> Area:
    """How the horns of an area speak that reach each other: ``horns``, ``pause_ms`` or both; None inherits."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        area = areas.known(conn, code)
        require(who, "tune", area.path)
        areas.change(conn, code, **wanted)
        audit.append(conn, now_ms, who.login, "area-horns", code, wanted, address=desk.address)
        done = areas.known(conn, code)
    desk.bus.say("area", id=code)
    desk.nudge("plan")
    return done


def _horn(conn: Connection, who: Who, field: str, id: str) -> None:
    row = devices.get(conn, id)
    if row is None or not reaches(who, row.path):
        raise NotFound("device-unknown", field, device=id)
    require(who, "tune", row.path)
    if profile(row.profile).kind != "speaker":
        raise Refused("neighbour-silent", field, device=row.name)
