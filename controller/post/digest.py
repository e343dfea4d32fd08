"""The daily digest: is everything ready for the morning? Once a day, whatever starts anew; late, but not lost."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from controller.broadcast.desk import Desk
from controller.fleet.readiness import next_broadcast
from controller.post.gather import message
from controller.post.wording import digest_told
from controller.store import audit, facts, incidents, post
from controller.words.instants import wall

DAY = "post-digest-day"
"""The fact that says which day's digest was made last."""
AHEAD_MS = 7 * 3_600_000
"""So far the morning reaches."""
LATE_MS = 5 * 60_000
"""From then on it says that it is late."""
LISTEN_MS = 120_000
"""A service that has just begun to listen knows of nobody whether they are there: it waits so long."""


def digest(desk: Desk) -> int:
    """Make today's messages, if it is time and they are not made; how many."""
    now_ms, zone, holds = desk.now_ms(), desk.settings.zone, desk.settings.notices
    today, due_ms = wall(now_ms, zone).date().isoformat(), _due_ms(now_ms, zone, holds.digest)
    behind_ms = now_ms - due_ms
    if behind_ms < 0:
        return 0
    with desk.store.read() as conn:
        if facts.get(conn, DAY) == today:
            return 0
        wishes = [one for one in post.reaching(conn) if post.DIGEST in one.kinds and one.path.startswith(one.reach)]
        over = behind_ms > holds.digest_late_min * 60_000
        if wishes and not over and behind_ms < LATE_MS and not _listens(desk, now_ms):
            return 0
        paths = {one.path for one in wishes} if not over else ()
        looks = {path: (next_broadcast(desk, conn, path, AHEAD_MS), len(incidents.below(conn, path))) for path in paths}
    late, url = behind_ms >= LATE_MS, desk.settings.http.public_url
    made = [
        message(one, post.DIGEST, digest_told(one, *looks[one.path], late, url), now_ms)
        for one in wishes
        if one.path in looks
    ]
    with desk.store.write() as conn:
        if facts.get(conn, DAY) == today:
            return 0
        facts.put(conn, DAY, today)
        post.put(conn, made)
        if over and wishes:
            audit.append(conn, now_ms, "system", "digest-missed", today, {"people": len(wishes)})
    desk.nudge("post")
    return len(made)


def _due_ms(now_ms: int, zone: str, at: str) -> int:
    day = wall(now_ms, zone).date()
    return round(datetime.combine(day, time.fromisoformat(at), ZoneInfo(zone)).timestamp() * 1000)


def _listens(desk: Desk, now_ms: int) -> bool:
    since_ms = desk.listening.since_ms
    return since_ms is not None and now_ms - since_ms >= LISTEN_MS
