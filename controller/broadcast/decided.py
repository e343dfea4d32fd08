"""Who decided what, with the content that it was about, so that the next one who decides sees what changed since."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.changes import CONTENT
from controller.broadcast.single_value import CONTENT as SINGLE
from controller.people.who import Who
from controller.store import announcements, decisions
from controller.store.announcements import Announcement, Audience
from controller.store.decisions import Decision
from controller.store.exceptions import Exceptional


def content_of(row: Announcement, whom: Audience) -> dict[str, Any]:
    """Everything of an announcement that a resident could notice."""
    return {name: getattr(row, name) for name in CONTENT} | {"areas": list(whom.areas), "devices": list(whom.devices)}


def keep(conn: Connection, who: Who, row: Announcement, outcome: str, now_ms: int, reason: str = "") -> None:
    """A decision about the whole of an announcement, as it is now."""
    content = content_of(row, announcements.audience_of(conn, row.id))
    decisions.add(conn, Decision(row.id, "", outcome, who.user_id, now_ms, content, reason))


def keep_single(conn: Connection, who: Who, one: Exceptional, outcome: str, now_ms: int, reason: str = "") -> None:
    """A decision about one occurrence."""
    whole = asdict(one)
    content = {name: whole[name] for name in ("kind", "new_local", *SINGLE)}
    about = (one.announcement, one.original_local)
    decisions.add(conn, Decision(*about, outcome, who.user_id, now_ms, content, reason))
