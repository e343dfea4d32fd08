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
from devices.profiles import is_speaker

NEAR = 60
"""Horns to choose from; any other one is named."""


def shown(conn: Connection, who: Who, row: Device, above: Sequence[Area]) -> dict[str, Any] | None:
    """The neighbours of a horn, its turn, and what this person may set; None for a board."""
    if not is_speaker(row.profile):
        return None
    beside = {(pair.one if pair.other == row.id else pair.other): pair for pair in neighbours.of(conn, [row.id])}
    names = {one.id: one.name for one in devices.many(conn, beside)}
    turn = neighbourhood.of_all(conn).get(row.id)
    tunes = may(who, "tune", row.path)
    near, is_all = _near(conn, who, above) if tunes else ([], True)
    return {
        "pairs": [
            {"id": id, "name": names[id], "metres": pair.metres, "echo": echo_ms(pair.metres) if pair.metres else None}
            for id, pair in beside.items()
        ],
        "turn": turn and {"number": turn.number + 1, "of": turn.of, "pause": round(turn.pause.total_seconds(), 1)},
        "tunes": tunes,
        "others": [one for one in near if one.id != row.id and one.id not in beside],
        "more": not is_all,
        "areas": [area for area in above if reaches(who, area.path)] if tunes else [],
    }


def _near(conn: Connection, who: Who, above: Sequence[Area]) -> tuple[list[Device], bool]:
    """Horns of the widest area of its own that has no more than `NEAR`, and whether these are all."""
    found: list[Device] = []
    for area in [one for one in above if reaches(who, one.path)][::-1]:
        wider = [one for one in devices.below(conn, area.path) if is_speaker(one.profile)]
        if len(wider) > NEAR:
            return found or wider[:NEAR], False
        found = wider
    return found, True
