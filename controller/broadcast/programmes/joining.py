"""An announcement that stands in running lists: which of their slots it overfills."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.programmes.outlook import Ahead, local, too_long
from controller.errors import Refused
from schedules.planned import Basis


def overfilled(conn: Connection, basis: Basis, announcement: str, ahead: Ahead) -> list[Refused]:
    """For each list that it stands in, the first coming slot that it makes, or finds, too long."""
    return [
        refused
        for one in basis.programmes.values()
        if any(entry.announcement == announcement for entry in one.entries)
        for refused in too_long(one, basis.announcements, local(conn, one, basis.announcements), ahead, announcement)
    ]
