"""Which lines of the log somebody may read: what was done by people of the own area, or to something there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from controller.errors import Refused
from controller.people.who import Who, require
from controller.store import areas
from controller.store.audit import Sought


def sought(
    conn: Connection,
    who: Who,
    *,
    by: str = "",
    area: str = "",
    actions: Collection[str] = (),
    since_ms: int | None = None,
    until_ms: int | None = None,
    before: int | None = None,
) -> Sought:
    """What to look for. Who is bound to the highest area reads all lines, also those of the service itself.

    Raises `Forbidden`, ``NotFound("area-unknown")``, ``Refused("log-times")``.
    """
    path: str | None = who.path
    if area and area != who.area:
        place = areas.known(conn, area)
        require(who, "audit", place.path)
        path = place.path
    elif who.path.count("/") == 2 and not area:
        path = None
    since, until = since_ms or 0, 1 << 62 if until_ms is None else until_ms
    if until <= since:
        raise Refused("log-times", "until")
    return Sought(path, by.strip().casefold(), tuple(actions), since, until, before)
