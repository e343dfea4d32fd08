"""What was decided about which content, and by whom: the content itself is kept, since an edit overwrites its row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from controller.store import pick
from controller.store.tables import decisions

APPROVED, RETURNED = "approved", "returned"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row; ``original_local`` names a single occurrence, and is empty for the whole announcement."""

    announcement: str
    original_local: str
    outcome: str
    who: str
    at_ms: int
    content: Any
    reason: str = ""


_COLUMNS = pick.fields(Decision, decisions)


def add(conn: Connection, decision: Decision) -> None:
    """Keep what was decided."""
    conn.execute(decisions.insert(), pick.values(decision))


def latest(conn: Connection, announcement: str, original_local: str = "") -> Decision | None:
    """The newest about an announcement, or about one occurrence of it; None where nobody has decided yet."""
    about = (decisions.c.announcement == announcement, decisions.c.original_local == original_local)
    return pick.only(conn, Decision, select(*_COLUMNS).where(*about).order_by(decisions.c.id.desc()).limit(1))
