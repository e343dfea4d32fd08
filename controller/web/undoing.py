"""What was taken away on a page, and how it comes back: instead of asking “are you sure?” beforehand.

One table. What sounded, was sent to boxes or handed out (a link, a session) cannot be taken back; its page says so
before. What can: for a day, by who did it, once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import cancel, holidays, lexicon
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.people.who import Who
from controller.post import wishes
from controller.store import undoables
from controller.store.undoables import Undoable

OFFERED_MS = 86_400_000

BACK: Mapping[str, Callable[[Desk, Who, Any], object]] = {
    "announcement": lambda desk, who, it: cancel.restore(desk, who, it["id"]),
    "word": lambda desk, who, it: lexicon.put(desk, who, it["area"], it["written"], it["spoken"], it["exact"]),
    "holiday": lambda desk, who, it: holidays.add(desk, who, it["day"], it["name"]),
    "wish": wishes.have_back,
}
"""Each takes what `note` kept, does what the person may still do, and leaves its own line in the log."""


def note(desk: Desk, who: Who, kind: str, name: str, detail: Mapping[str, Any]) -> str:
    """Keep what brings it back; its id."""
    assert kind in BACK
    id, now_ms = f"x{secrets.token_hex(12)}", desk.now_ms()
    with desk.store.write() as conn:
        undoables.put(conn, Undoable(id, who.user_id, kind, name, dict(detail), now_ms))
    return id


def offered(conn: Connection, who: Who, id: str, now_ms: int) -> Undoable | None:
    """What the page offers to bring back."""
    return undoables.get(conn, id, who.user_id, now_ms - OFFERED_MS) if id else None


def undo(desk: Desk, who: Who, id: str) -> None:
    """Bring it back. Raises ``NotFound("undo-over")``, and as the step itself does."""
    with desk.store.read() as conn:
        one = offered(conn, who, id, desk.now_ms())
    if one is None:
        raise NotFound("undo-over")
    BACK[one.kind](desk, who, one.detail)
    with desk.store.write() as conn:
        undoables.use(conn, id)
