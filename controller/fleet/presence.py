"""How devices stand now: what the law of `controller.health.standing` makes of what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.health import patience
from controller.health.patience import Patience
from controller.health.standing import DOUBTFUL, ONLINE, Known, flaps, standing
from controller.store import areas, connections
from controller.store.devices import Device
from controller.store.status import Glance, Status

THERE = frozenset({ONLINE, DOUBTFUL})


@dataclass(frozen=True, slots=True)
class Stands:
    """``state`` is one of `controller.health.standing`; ``flapping``: it comes and goes all the time."""

    state: str
    since_ms: int | None
    flapping: bool


def stand(
    desk: Desk,
    conn: Connection,
    rows: Sequence[Device],
    said: Mapping[str, Status] | Mapping[str, Glance],
    begun: Mapping[str, int] | None = None,
) -> dict[str, Stands]:
    """How each of these devices stands. ``begun``: the sessions of the last hour, for who has counted them."""
    table, now_ms, listening_ms = patience.table(desk.settings.health.patience), desk.now_ms(), desk.listening.since_ms
    zones = areas.zones(conn, {row.area for row in rows})
    sessions = connections.begun(conn, now_ms) if begun is None else begun

    def one(row: Device) -> Stands:
        holds: Patience = table.of(row.profile, row.areas)
        now = said[row.id]
        known = Known(now.presence, now.since_ms, now.seen_ms)
        found = standing(known, holds, zones[row.area], now_ms, listening_ms)
        return Stands(found.state, found.since_ms, flaps(sessions.get(row.id, 0), holds))

    return {row.id: one(row) for row in rows}
