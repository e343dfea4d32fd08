"""What happened becomes messages: to each person what they want to be told, in their words, not too often."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.post.law import Rhythm, is_time, told
from controller.post.wording import incidents_told
from controller.store import incidents, post
from controller.store.post import Message, Reaching, Wish

AT_ONCE = 2_000
"""Events of one message."""
LIVES_MS = {"mail": 72 * 3_600_000, "webhook": 24 * 3_600_000, "push": 24 * 3_600_000}
"""So long it is tried to send one: an e-mail server may be down for a day."""


def rhythm(desk: Desk) -> Rhythm:
    """As the settings say."""
    return Rhythm(desk.settings.notices.gather_s, desk.settings.notices.pause_s)


def make_due(desk: Desk) -> int:
    """Make the messages that are due; how many."""
    now_ms, holds = desk.now_ms(), rhythm(desk)
    with desk.store.read() as conn:
        newest, waiting = post.newest(conn), post.waiting(conn, post.INCIDENTS)
        behind = [one for one in post.reaching(conn) if one.event < newest]
        made = [_one(desk, conn, one, now_ms, holds) for one in behind if one.id not in waiting]
    changed = [one for one in made if one is not None]
    if changed:
        with desk.store.write() as conn:
            post.put(conn, [one for _, _, one in changed if one is not None])
            for id, event, message in changed:
                post.change(conn, id, event=event, **({"told_ms": now_ms} if message is not None else {}))
        desk.nudge("post")
    return sum(message is not None for _, _, message in changed)


def _one(
    desk: Desk, conn: Connection, wish: Reaching, now_ms: int, holds: Rhythm
) -> tuple[str, int, Message | None] | None:
    """How far a wish is told then, and by which message; None: not yet."""
    events = post.events(conn, wish.event, AT_ONCE)
    rows = {row.id: row for row in incidents.many(conn, {one.incident for one in events})}
    mine = told(wish, events, rows, now_ms)
    if not mine:
        return (wish.id, events[-1].id, None) if events else None
    if not is_time(wish, mine[0].at_ms, now_ms, holds):
        return None
    body = incidents_told(conn, wish, [(one.kind, rows[one.incident]) for one in mine], desk.settings.http.public_url)
    return wish.id, events[-1].id, message(wish, post.INCIDENTS, body, now_ms)


def message(wish: Wish, kind: str, body: dict[str, Any], now_ms: int) -> Message:
    """One to send at once."""
    return Message(f"n{secrets.token_hex(12)}", wish.id, kind, body, now_ms, now_ms, now_ms + LIVES_MS[wish.channel])
