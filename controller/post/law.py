"""Who is told of what, and when. Pure.

Nobody gets a message for each of five hundred incidents: the first waits a little for those that belong to it, then
there is a pause, and whatever happened meanwhile is one message. While one is still on its way there is no second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from controller.health.rules import SEVERITIES
from controller.health.sleep import Window
from controller.health.watch import MERGED
from controller.store.incidents import Row
from controller.store.post import CLOSED, OPENED, Event, Reaching

AGAIN_S = (30, 120, 600, 1_800, 3_600)
"""After so many seconds it is tried again; after the last each time anew."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``gather_s`` the first waits for others, ``pause_s`` lies between two messages."""

    gather_s: int = 60
    pause_s: int = 600


def tells(wish: Reaching, event: Event, row: Row | None, now_ms: int) -> bool:
    """Whether an event is told: as it is wished, and as the incident stands now."""
    if row is None or event.kind not in wish.kinds or row.end == MERGED or not _concerns(wish, row):
        return False
    if row.silent_until_ms is not None and row.silent_until_ms > now_ms:
        return False
    if event.kind == OPENED and row.closed_ms is not None and CLOSED not in wish.kinds:
        return False  # over before anybody was told
    return SEVERITIES.index(row.severity) <= SEVERITIES.index(wish.severity)


def _concerns(wish: Reaching, row: Row) -> bool:
    """Of a place or below it; or what is wrong with all of a place around it. Never beyond one's own role."""
    around = not row.device and wish.path.startswith(row.path)
    return wish.path.startswith(wish.reach) and (row.path.startswith(wish.path) or around)


def told(wish: Reaching, events: Sequence[Event], rows: Mapping[str, Row], now_ms: int) -> list[Event]:
    """Of events those that are told, of each incident only the last."""
    last = {one.incident: one for one in events if tells(wish, one, rows.get(one.incident), now_ms)}
    return sorted(last.values(), key=lambda one: one.id)


def is_time(wish: Reaching, first_ms: int, now_ms: int, rhythm: Rhythm) -> bool:
    """Whether what began to happen at ``first_ms`` is told now."""
    if is_quiet(wish.quiet, wish.zone, now_ms) or now_ms - first_ms < rhythm.gather_s * 1000:
        return False
    return wish.told_ms is None or not 0 <= now_ms - wish.told_ms < rhythm.pause_s * 1000


def is_quiet(quiet: str, zone: str, now_ms: int) -> bool:
    """Whether somebody wants to sleep."""
    return bool(quiet) and any(one.since_ms <= now_ms < one.until_ms for one in Window.read(quiet).around(now_ms, zone))


def again_ms(attempts: int) -> int:
    """How long to wait after so many failures."""
    return AGAIN_S[min(attempts, len(AGAIN_S) - 1)] * 1000
