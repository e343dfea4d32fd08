"""Which relays sound now on boxes that cannot carry them, read from the rows that say what is planned and what sounded.

Nothing is remembered elsewhere: a service that starts in the middle reads the same, and goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from controller.broadcast.relays import MOST_MINUTES
from controller.store import carried, media
from controller.store.carried import Carried
from devices.profiles import profile
from devices.relay import Way, way

EARLY_MS = 10_000
"""A stream is opened so long before it sounds: time to hear how loud it is, and for another attempt."""
BACK_MS = MOST_MINUTES * 60_000 + EARLY_MS
APART_MS = 7_200_000
"""By the plan one box may be so much later or earlier than the announcement's own time."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where it comes from, as somebody agreed to it."""

    address: str
    codec: str
    name: str
    length_ms: int
    station: str = ""
    """What it called itself then."""


@dataclass(frozen=True, slots=True)
class Due:
    """One relay at one instant. Boxes that have it at another one hear another part of the stream."""

    what: Carried
    source: Source
    start_ms: int
    boxes: dict[str, str] = field(default_factory=dict)
    """Those that get it in pieces: the root area of each."""

    @property
    def key(self) -> tuple[str, int]:
        """What makes it this one."""
        return self.what.subject, self.start_ms

    @property
    def end_ms(self) -> int:
        """When it is over."""
        return self.start_ms + self.source.length_ms


def due(conn: Connection, now_ms: int) -> dict[tuple[str, int], Due]:
    """All that sounds now, or within a few seconds."""
    about = carried.about(conn, now_ms - BACK_MS - APART_MS, now_ms + EARLY_MS + APART_MS)
    if not about:
        return {}
    files = media.many(conn, {one.sound for one in about})
    named = {one.subject: one for one in about}
    found: dict[tuple[str, int], Due] = {}
    for box in carried.waiting(conn, named):
        what = named[box.subject]
        source = _source(dict(files[what.sound].facts or {}), files[what.sound].name)
        one = Due(what, source, box.due_ms)
        in_time = one.start_ms - EARLY_MS <= now_ms < one.end_ms
        if in_time and way(profile(box.profile), source.codec) is Way.PIECES:
            found.setdefault(one.key, one).boxes[box.device] = box.path.strip("/").partition("/")[0]
    return found


def _source(facts: dict[str, object], name: str) -> Source:
    length_ms, station = int(str(facts["length"])), str(facts.get("station", ""))
    return Source(str(facts["address"]), str(facts["codec"]), name or "", length_ms, station)
