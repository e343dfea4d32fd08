"""The map: points of devices over the outlines of their areas, and what has no place on it yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet import roster
from controller.people.who import Who, reaches
from controller.store import areas, outlines, positions
from controller.store.areas import Area

MOST_UNPLACED = 40


def place_of(conn: Connection, who: Who, code: str) -> Area:
    """The area that is looked at; another one's is one's own."""
    found = areas.get(conn, code or who.area)
    if found is None or found.ended_ms is not None or not reaches(who, found.path):
        return areas.known(conn, who.area)
    return found


def shown(desk: Desk, conn: Connection, who: Who, code: str) -> dict[str, Any]:
    """What the page says beside the map."""
    place = place_of(conn, who, code)
    every = [one for one in roster.lines(desk, conn, place.path) if one.state != roster.EMPTY]
    known = positions.of(conn, [one.row.id for one in every])
    unplaced = [one for one in every if one.row.id not in known]
    counts = {state: sum(one.state == state for one in every) for state in roster.STATES}
    return {
        "place": place,
        "places": [(one.code, one.name) for one in areas.below(conn, who.path)],
        "states": [(state, count) for state, count in counts.items() if count],
        "placed": len(known),
        "drawn_areas": bool(outlines.below(conn, place.path)),
        "total": len(every),
        "unplaced": [(one.row.id, one.row.name, one.row.place) for one in unplaced[:MOST_UNPLACED]],
        "unplaced_count": len(unplaced),
    }
