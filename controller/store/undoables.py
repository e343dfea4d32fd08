"""What somebody took away and may have back for a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, false, select, update

from controller.store import pick
from controller.store.tables import undoables


@dataclass(frozen=True, slots=True)
class Undoable:
    """One of them. ``name`` is what people call it; ``detail`` is what brings it back, by ``kind``."""

    id: str
    user_id: str
    kind: str
    name: str
    detail: Any
    made_ms: int
    used: bool = False


_COLUMNS = pick.fields(Undoable, undoables)


def put(conn: Connection, one: Undoable) -> None:
    """Keep it."""
    conn.execute(undoables.insert(), pick.values(one))


def get(conn: Connection, id: str, user_id: str, since_ms: int) -> Undoable | None:
    """This person's, made since then and not undone yet; None for anything else."""
    mine = (undoables.c.user_id == user_id, undoables.c.made_ms >= since_ms, undoables.c.used == false())
    return pick.only(conn, Undoable, select(*_COLUMNS).where(undoables.c.id == id, *mine))


def use(conn: Connection, id: str) -> bool:
    """It is undone now; False: it was before."""
    fresh = (undoables.c.id == id, undoables.c.used == false())
    return conn.execute(update(undoables).where(*fresh).values(used=True)).rowcount == 1


def sweep(conn: Connection, before_ms: int) -> None:
    """Forget what nobody may undo any more."""
    conn.execute(delete(undoables).where(undoables.c.made_ms < before_ms))
