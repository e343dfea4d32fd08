"""Calendar events that keep their number and date as long as nothing about them changes.

RFC 5545 wants SEQUENCE to rise with each revision and LAST-MODIFIED to say when. Both are kept for each event with
what was told last; an event that is over is told for ever as it was told last, whatever became of its announcement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from controller.broadcast.desk import Desk
from controller.store import revisions
from controller.store.revisions import Revision


def revised(desk: Desk, told: Mapping[str, Mapping[str, Any]]) -> Sequence[Revision]:
    """The events by uid with their numbers; ``told`` has ``start_ms`` and ``end_ms`` among what it says."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        known = revisions.of(conn, told)
    changed = [
        _next(uid, content, known.get(uid), now_ms)
        for uid, content in told.items()
        if uid not in known or (known[uid].content != content and known[uid].end_ms > now_ms)
    ]
    if changed:
        with desk.store.write() as conn:
            revisions.put(conn, changed)
    newest = known | {one.uid: one for one in changed}
    return [newest[uid] for uid in told]


def _next(uid: str, content: Mapping[str, Any], before: Revision | None, now_ms: int) -> Revision:
    sequence, changed_ms = (0, now_ms) if before is None else (before.sequence + 1, max(now_ms, before.changed_ms + 1))
    return Revision(uid, content["end_ms"], dict(content), sequence, changed_ms)
