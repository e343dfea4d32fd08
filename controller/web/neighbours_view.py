"""What a loudspeaker's page shows of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import neighbourhood
from controller.fleet.beside import echo_ms
from controller.people.who import Who, may, reaches
from controller.store import devices, neighbours
from controller.store.areas import Area
from controller.store.devices import Device
from controller.web.tree import is_speaker


def shown(conn: Connection, who: Who, row: Device, above: Sequence[Area]) -> dict[str, Any] | None:
    """The neighbours of a horn, its turn, and what this person may set; None for a board."""
    if not is_speaker(row.profile):
        return None
    beside = {(pair.one if pair.other == row.id else pair.other): pair for pair in neighbours.of(conn, [row.id])}
    names = {one.id: one.name for one in devices.many(conn, beside)}
    turn = neighbourhood.of_all(conn).get(row.id)
    tunes = may(who, "tune", row.path)
    others = [one for one in devices.below(conn, who.path) if is_speaker(one.profile)] if tunes else []
    return {
        "pairs": [
            {"id": id, "name": names[id], "metres": pair.metres, "echo": echo_ms(pair.metres) if pair.metres else None}
            for id, pair in beside.items()
        ],
        "turn": turn and {"number": turn.number + 1, "of": turn.of, "pause": round(turn.pause.total_seconds(), 1)},
        "tunes": tunes,
        "others": [one for one in others if one.id != row.id and one.id not in beside],
        "areas": [area for area in above if reaches(who, area.path)] if tunes else [],
    }
