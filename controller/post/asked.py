"""Whoever may approve is told what waits for them: an announcement that was submitted, and is still to be agreed to.

What waits is read from the announcements themselves, so what was taken back or agreed to meanwhile is not told. Each
way of being told knows up to which instant of submission it was told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from controller.broadcast.desk import Desk
from controller.people.who import MAY
from controller.post.gather import message
from controller.post.law import is_quiet
from controller.post.wording import asked_told
from controller.store import announcements, areas, post
from controller.store.announcements import Announcement
from controller.store.post import ASKED, Reaching
from schedules.lifecycle import State


def make_due(desk: Desk) -> int:
    """Make the messages that are due; how many."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        waits = announcements.in_state(conn, State.SUBMITTED.value)
        if not waits:
            return 0
        paths = {code: areas.known(conn, code).path for code in {row.area for row in waits}}
        busy, wishes = post.waiting(conn, ASKED), post.reaching(conn)
    made, changed = [], dict[str, int]()
    for wish in wishes:
        mine = asks(wish, waits, paths)
        if mine and wish.id not in busy and not is_quiet(wish.quiet, wish.zone, now_ms):
            made.append(message(wish, ASKED, asked_told(wish, mine, desk.settings.http.public_url), now_ms))
            changed[wish.id] = max(row.submitted_ms or 0 for row in mine)
    if made:
        with desk.store.write() as conn:
            post.put(conn, made)
            for id, asked_ms in changed.items():
                post.change(conn, id, asked_ms=asked_ms)
        desk.nudge("post")
    return len(made)


def asks(wish: Reaching, waits: Sequence[Announcement], paths: Mapping[str, str]) -> list[Announcement]:
    """What this person may agree to, has not written at, and was not told of; the longest waiting first. Pure."""
    if ASKED not in wish.kinds or wish.role not in MAY["approve"]:
        return []
    mine = [
        row
        for row in waits
        if (row.submitted_ms or 0) > wish.asked_ms
        and paths[row.area].startswith(wish.path)
        and paths[row.area].startswith(wish.reach)
        and wish.user_id not in (row.maker, *row.editors)
    ]
    return sorted(mine, key=lambda row: (row.submitted_ms or 0, row.id))
