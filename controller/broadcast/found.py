"""An announcement, found for a person who may do something with it."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.errors import NotFound
from controller.people.who import Who, require
from controller.store import announcements, areas
from controller.store.announcements import Announcement
from schedules.lifecycle import Case, State


def announcement_for(conn: Connection, who: Who, id: str, action: str) -> Announcement:
    """The announcement, if it exists in the person's area and the role may ``action`` there.

    Raises `NotFound` (also for one of somebody else's commune: it is not told apart), or `Forbidden`.
    """
    row = announcements.get(conn, id)
    path = areas.known(conn, row.area).path if row is not None else ""
    if row is None or not path.startswith(who.path):
        raise NotFound("announcement-unknown")
    require(who, action, path)
    return row


def case_of(row: Announcement) -> Case:
    """What the lifecycle must know of it. Every edit leads back to draft, so what is submitted is what is there."""
    return Case(
        state=State(row.state),
        makers=frozenset({row.maker, *row.editors}),
        current=row.fingerprint,
        submitted=row.fingerprint if row.state == State.SUBMITTED else None,
        approved=row.approved_fingerprint,
    )
