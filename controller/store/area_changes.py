"""Areas merged and split: what is to change, from which day on, and how far that has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from controller.store import pick
from controller.store.tables import announcements, area_changes, media, relay_sources, users

PROPOSED, AGREED, DONE, CANCELLED, FAILED = "proposed", "agreed", "done", "cancelled", "failed"
OPEN = (PROPOSED, AGREED)


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ``steps`` as `controller.places.steps` reads them."""

    id: str
    effect: str
    effect_ms: int
    steps: list[dict[str, Any]]
    state: str
    maker: str
    created_ms: int
    note: str = ""
    reason: str = ""
    approver: str | None = None
    agreed_ms: int | None = None
    done_ms: int | None = None
    undo: Any = None


_COLUMNS = pick.fields(Change, area_changes)


def add(conn: Connection, change: Change) -> None:
    """Keep a new one."""
    conn.execute(area_changes.insert(), pick.values(change))


def get(conn: Connection, change: str) -> Change | None:
    """The change, or None."""
    return pick.only(conn, Change, select(*_COLUMNS).where(area_changes.c.id == change))


def in_state(conn: Connection, *states: str) -> list[Change]:
    """Changes in one of these states (in any, where none is named), in order of effect."""
    query = select(*_COLUMNS).order_by(area_changes.c.effect_ms, area_changes.c.created_ms, area_changes.c.id)
    return pick.every(conn, Change, query.where(area_changes.c.state.in_(states)) if states else query)


def remembered(conn: Connection) -> list[Change]:
    """Changes that are done and whose undo is still kept, in order of effect."""
    query = select(*_COLUMNS).where(area_changes.c.state == DONE, area_changes.c.undo.is_not(None))
    return [one for one in pick.every(conn, Change, query.order_by(area_changes.c.effect_ms)) if one.undo]


def set_state(conn: Connection, change: str, expected: Collection[str], state: str, **columns: Any) -> bool:
    """Move it on; False where it is in another state by now."""
    mine = (area_changes.c.id == change, area_changes.c.state.in_(expected))
    return conn.execute(update(area_changes).where(*mine).values(state=state, **columns)).rowcount == 1


def forget_undo(conn: Connection, before_ms: int) -> int:
    """No plan asks any more what was before changes of effect before that; how many."""
    old = (area_changes.c.state == DONE, area_changes.c.effect_ms < before_ms, area_changes.c.undo.is_not(None))
    return conn.execute(update(area_changes).where(*old).values(undo=None)).rowcount


def inherit(conn: Connection, heirs: Mapping[str, str]) -> None:
    """People, notices, uploads and stations of ended areas belong to their heirs."""
    for table in (users, announcements, media, relay_sources):
        for area, heir in heirs.items():
            conn.execute(update(table).where(table.c.area == area).values(area=heir))
