"""Room on the shelf: what nobody uses goes first when the quota is reached, the longest unused before all others.

What is never removed: the sound and picture of any announcement or single occurrence (of the past too: it is what the
logbook tells of), whatever another table names, and every file that something agreed may still need. What was made for
devices from announcements that are over can be made again from their sounds. Who asks for a file makes it used.
"""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from sqlalchemy import Connection

from controller.broadcast import chime
from controller.broadcast.desk import Desk
from controller.broadcast.renditions import Renditions
from controller.errors import Refused
from controller.store import announcements, media, unused
from controller.store.unused import Unused
from schedules.lifecycle import State

log = structlog.get_logger()

FRESH_MS = 86_400_000
"""What was used within a day may be in somebody's open form."""
PREVIEW_MS = 7 * 86_400_000
"""A text that was only listened to can be read aloud again."""
AFTER = 0.9
"""So much of the quota is left in use, so that not every upload has to look for room."""
OVER = (State.ENDED.value, State.CANCELLED.value)
LIVING = tuple(state.value for state in State if state.value not in OVER)


def make_room(desk: Desk, wanted: int) -> None:
    """See that so many bytes more fit under the quota. Raises ``Refused("shelf-full")``."""
    quota = desk.settings.limits.media_bytes
    with desk.store.read() as conn:
        taken = media.total(conn)
    if taken + wanted <= quota:
        return
    taken -= free(desk, taken + wanted - int(quota * AFTER))
    if taken + wanted > quota:
        raise Refused("shelf-full", limit=round(quota / 1e9, 1))


def free(desk: Desk, bytes: int) -> int:
    """Remove what is unused, the longest unused first, until so much is free; how much it was."""
    with desk.store.write() as conn:
        return _remove(conn, desk, removable(conn, desk, FRESH_MS), bytes)


def forget_previews(desk: Desk) -> int:
    """Remove texts that were read aloud, listened to, and never used."""
    with desk.store.write() as conn:
        found = [one for one in removable(conn, desk, PREVIEW_MS) if one.is_preview]
        return _remove(conn, desk, found, sum(one.bytes for one in found))


def removable(conn: Connection, desk: Desk, unused_for_ms: int) -> list[Unused]:
    """What nobody needs and nobody used for so long, the longest unused first."""
    before_ms = desk.now_ms() - unused_for_ms
    fillers = unused.fillers(conn)
    masters = [one for one in unused.masters(conn) if one.hash not in fillers]
    spent = (_spent(conn, desk) | {one.hash for one in masters}) - unused.named_elsewhere(conn) - fillers
    found = [*masters, *unused.pictures(conn), *unused.made_from(conn, spent)]
    used = {one.hash: max(desk.shelf.used_ms(one.hash), one.created_ms) for one in found}
    return sorted((one for one in found if used[one.hash] < before_ms), key=lambda one: used[one.hash])


def _spent(conn: Connection, desk: Desk) -> set[str]:
    """Sources from which only announcements that are over had something made."""
    over = _sources(Renditions.load(conn, desk.press, announcements.in_state(conn, *OVER)))
    return over - _sources(Renditions.load(conn, desk.press, announcements.in_state(conn, *LIVING))) - {chime.SOURCE}


def _sources(found: Renditions) -> set[str]:
    return {source for source, _ in found.made}


def _remove(conn: Connection, desk: Desk, found: Iterable[Unused], bytes: int) -> int:
    freed = 0
    gone: dict[str, int] = {}
    for one in found:
        if freed >= bytes:
            break
        for each in (one, *unused.made_from(conn, {one.hash})):  # of a master that is gone nobody asks for variants
            freed += each.bytes if each.hash not in gone else 0
            gone[each.hash] = each.bytes
    media.forget(conn, gone)
    for hash in gone:
        desk.shelf.drop(desk.shelf.path(hash))
    if gone:
        log.info("shelf-freed", files=len(gone), bytes=freed)
    return freed
