"""What a map draws: devices where they hang, over the outlines of their areas."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet import roster
from controller.store import areas, outlines, positions
from controller.store.areas import Area
from devices.profiles import all_profiles


def drawn(desk: Desk, conn: Connection, place: Area) -> dict[str, Any]:
    """What the map draws."""
    boards = {name for name, one in all_profiles().items() if one.kind != "speaker"}
    every = [one for one in roster.lines(desk, conn, place.path) if one.state != roster.EMPTY]
    known = positions.of(conn, [one.row.id for one in every])
    names = {one.code: one.name for one in areas.below(conn, place.path)}
    return {
        "outlines": [
            {"area": one.area, "name": names[one.area], "shape": one.shape} for one in outlines.below(conn, place.path)
        ],
        "devices": [
            {
                "id": one.row.id,
                "name": one.row.name,
                "place": one.row.place,
                "standing": one.state,
                "speaker": one.row.profile not in boards,
                "latitude": known[one.row.id].latitude,
                "longitude": known[one.row.id].longitude,
            }
            for one in every
            if one.row.id in known
        ],
    }
