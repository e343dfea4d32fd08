"""Who says nothing for too long is lost, whatever the broker says; but not while it is us who do not hear."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.health import patience
from controller.store import status
from controller.store.status import Quiet


def lose_silent(desk: Desk) -> list[str]:
    """Mark them; their ids."""
    listening_ms = desk.listening.since_ms
    if listening_ms is None:
        return []
    with desk.store.read() as conn:
        if not _silent(desk, conn, listening_ms):
            return []
    with desk.store.write() as conn:
        lost = _silent(desk, conn, listening_ms)  # some may have spoken meanwhile
        status.lose(conn, lost)
    for one in lost:
        desk.bus.say("device", id=one.device, presence="lost")
    return [one.device for one in lost]


def _silent(desk: Desk, conn: Connection, listening_ms: int) -> list[Quiet]:
    table, now_ms = patience.table(desk.settings.health.patience), desk.now_ms()

    def is_silent(one: Quiet) -> bool:
        lost_ms = table.of(one.profile, one.places).lost_s * 1000
        return now_ms - max(one.seen_ms, listening_ms) > lost_ms

    return [one for one in status.quiet(conn, now_ms - table.shortest_lost_s * 1000) if is_silent(one)]
