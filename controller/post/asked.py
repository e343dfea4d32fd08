"""Whoever may approve is told what waits for their word: what their inbox shows (`controller.broadcast.inbox`).

What waits is read from what was submitted and proposed itself, so what was taken back or agreed to meanwhile is not
told. Each way of being told knows up to which instant of asking it was told.
"""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast import inbox
from controller.broadcast.desk import Desk
from controller.broadcast.inbox import Waiting
from controller.people.who import MAY, Who
from controller.post.gather import message
from controller.post.law import is_quiet
from controller.post.wording import asked_told
from controller.store import areas, post
from controller.store.post import ASKED, Reaching


def make_due(desk: Desk) -> int:
    """Make the messages that are due; how many."""
    now_ms, made, changed = desk.now_ms(), [], dict[str, int]()
    with desk.store.read() as conn:
        wishes = [one for one in post.reaching(conn) if ASKED in one.kinds and one.role in MAY["approve"]]
        busy = post.waiting(conn, ASKED) if wishes else set()
        for wish in wishes:
            if wish.id in busy or is_quiet(wish.quiet, wish.zone, now_ms):
                continue
            if mine := asks(conn, desk, wish):
                made.append(message(wish, ASKED, asked_told(wish, mine, desk.settings.http.public_url), now_ms))
                changed[wish.id] = max(map(asked_ms, mine))
    if made:
        with desk.store.write() as conn:
            post.put(conn, made)
            for id, until_ms in changed.items():
                post.change(conn, id, asked_ms=until_ms)
        desk.nudge("post")
    return len(made)


def asks(conn: Connection, desk: Desk, wish: Reaching) -> list[Waiting]:
    """What this person may agree to and was not told of, what is needed first at the top."""
    who = Who(wish.user_id, "", "", wish.role, wish.area, wish.reach, wish.language)
    return [
        one
        for one in inbox.waiting(conn, desk, who)
        if asked_ms(one) > wish.asked_ms and areas.known(conn, one.row.area).path.startswith(wish.path)
    ]


def asked_ms(one: Waiting) -> int:
    """When it was submitted, or proposed."""
    return one.single.made_ms if one.single is not None else one.row.submitted_ms or 0
