"""What the night tidies: letters long settled, documents that no timetable names any more, sessions that ended,
what calendar feeds told of days long past, drafts that were sent or thrown away, sounds that nobody uses, and files
that no row names.
"""

from __future__ import annotations

from controller.broadcast import strays
from controller.broadcast.desk import Desk
from controller.broadcast.room import forget_previews, free
from controller.store import (
    claims,
    connections,
    doors,
    drafts,
    feedback,
    incidents,
    media,
    outbox,
    post,
    readiness,
    revisions,
    sessions,
    throttles,
    timetables,
    undoables,
)

DAY_MS = 86_400_000
SETTLED_FOR_MS = 30 * DAY_MS
UNNAMED_FOR_MS = 30 * 86_400_000
CONNECTED_FOR_MS = 90 * 86_400_000
READY_FOR_MS = 60 * 86_400_000
CODES_FOR_MS = 366 * 86_400_000
INCIDENTS_FOR_MS = 2 * 366 * 86_400_000


def tidy(desk: Desk) -> None:
    """Forget what nobody can ask for any more. History and evidence stay."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        outbox.sweep(conn, now_ms - SETTLED_FOR_MS)
        timetables.sweep_documents(conn, now_ms - UNNAMED_FOR_MS)
        sessions.sweep(conn, now_ms, now_ms - UNNAMED_FOR_MS)
        throttles.sweep(conn, now_ms - 86_400_000)
        revisions.sweep(conn, now_ms - UNNAMED_FOR_MS)
        connections.sweep(conn, now_ms - CONNECTED_FOR_MS)
        post.sweep(conn, now_ms - SETTLED_FOR_MS)
        readiness.sweep(conn, now_ms - READY_FOR_MS)
        doors.sweep(conn, now_ms - UNNAMED_FOR_MS)
        claims.sweep(conn, now_ms - CODES_FOR_MS)
        drafts.sweep(conn, now_ms - UNNAMED_FOR_MS)
        incidents.sweep(conn, now_ms - INCIDENTS_FOR_MS)
        undoables.sweep(conn, now_ms - DAY_MS)
        feedback.forget_phones(conn, now_ms - desk.settings.residents.phone_days * DAY_MS)
    forget_previews(desk)
    strays.sweep(desk)
    with desk.store.read() as conn:
        over = media.total(conn) - desk.settings.limits.media_bytes
    if over > 0:
        free(desk, over)
