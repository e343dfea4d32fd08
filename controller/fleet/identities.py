"""Boxes that share what only one should have (a code, a serial number), or come back stolen: by device, as facts that
rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from controller.health.rivals import Rivals
from controller.store import boxes, claims

DOUBLED_FOR_MS = 24 * 3_600_000
"""So long after its last try another box with the same code is trouble."""
MOST_TWINS = 10
STOLEN = "stolen"
FACTS = ("claims", "twins", "rivals", STOLEN)


class Shared(NamedTuple):
    """``fact`` is claims, twins, rivals or stolen; ``said`` is what is told of it."""

    fact: str
    value: float
    said: Mapping[str, Any]


def shared(conn: Connection, rivals: Rivals, now_ms: int) -> dict[str, list[Shared]]:
    """Names that several boxes use, codes with which another box asked, and boxes that hang in several places."""
    found: dict[str, list[Shared]] = {}
    for device, code in claims.doubled(conn, now_ms - DOUBLED_FOR_MS).items():
        said = {"hardware": code.hardware, "other": code.other, "count": code.others}
        found.setdefault(device, []).append(Shared("claims", float(code.others), said))
    for hardware, places in boxes.twins(conn).items():
        for device in places:
            others = [one for one in places if one != device]
            twin = Shared("twins", float(len(others)), {"hardware": hardware, "places": others[:MOST_TWINS]})
            found.setdefault(device, []).append(twin)
    for device, rivalry in rivals.lately(now_ms).items():
        said = {"boxes": rivalry.boxes, "returns": rivalry.returns}
        found.setdefault(device, []).append(Shared("rivals", float(rivalry.returns), said))
    for device, box in boxes.stolen(conn).items():
        if box.tried_ms is not None:
            lately = float(now_ms - box.tried_ms < DOUBLED_FOR_MS)
            said = {"count": box.tries, "address": box.tried_from, "at_ms": box.tried_ms}
            found.setdefault(device, []).append(Shared(STOLEN, lately, said))
    return found
