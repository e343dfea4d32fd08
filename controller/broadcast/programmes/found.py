"""A programme, found for a person who may do something with it."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.errors import NotFound
from controller.people.who import Who, require
from controller.store import areas, programmes
from controller.store.programmes import Listed


def programme_for(conn: Connection, who: Who, id: str, action: str) -> Listed:
    """The programme, if it exists in the person's area and the role may ``action`` there.

    Raises `NotFound` (also for one of another commune: it is not told apart), or `Forbidden`.
    """
    listed = programmes.get(conn, id)
    path = areas.known(conn, listed[0].area).path if listed is not None else ""
    if listed is None or not path.startswith(who.path):
        raise NotFound("programme-unknown")
    require(who, action, path)
    return listed
