"""Where a device hangs: said by whoever stands at its pole."""

from __future__ import annotations

import math

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.who import Who, reaches, require
from controller.store import audit, devices, positions
from controller.store.positions import Position

EXACT = 6
"""Digits of a degree behind the point: a hand's breadth."""
WIDTHS = (("latitude", 90.0), ("longitude", 180.0))


def put(desk: Desk, who: Who, id: str, latitude: float, longitude: float) -> Position:
    """It hangs here. Raises `NotFound`, `Forbidden`, ``Refused("position-outside")``."""
    for (field, most), number in zip(WIDTHS, (latitude, longitude), strict=True):
        if not (math.isfinite(number) and -most <= number <= most):
            raise Refused("position-outside", field, most=int(most))
    where = Position(id, round(latitude, EXACT), round(longitude, EXACT), desk.now_ms(), who.user_id)
    with desk.store.write() as conn:
        _allowed(conn, who, id)
        positions.put(conn, where)
        detail = {"latitude": where.latitude, "longitude": where.longitude}
        audit.append(conn, desk.now_ms(), who.login, "device-position", id, detail, address=desk.address)
    desk.bus.say("device", id=id)
    return where


def forget(desk: Desk, who: Who, id: str) -> None:
    """Nobody knows where it hangs."""
    with desk.store.write() as conn:
        _allowed(conn, who, id)
        if positions.drop(conn, id):
            audit.append(conn, desk.now_ms(), who.login, "device-position", id, {}, address=desk.address)
    desk.bus.say("device", id=id)


def read(latitude: str, longitude: str) -> tuple[float, float]:
    """What was typed, with a point or a comma. Raises ``Refused("position-number")``."""
    found = []
    for (field, _), text in zip(WIDTHS, (latitude, longitude), strict=True):
        try:
            found.append(float(text.strip()[:30].replace(",", ".")))
        except ValueError:
            raise Refused("position-number", field) from None
    return found[0], found[1]


def _allowed(conn: Connection, who: Who, id: str) -> None:
    row = devices.get(conn, id)
    if row is None or not reaches(who, row.path):
        raise NotFound("device-unknown", device=id)
    require(who, "tune", row.path)
