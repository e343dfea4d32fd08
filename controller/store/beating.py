"""The shortest way for the commonest word: a heartbeat that turns nothing is written without its row being read.

Of ten thousand boxes at rest nearly all that comes is such a heartbeat. What it says is the same as by `status.take`,
which gets whatever is left: boxes that said something else too, came back, or were never heard.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Executable, func, or_, update

from controller.store import feed
from controller.store.presence import NEVER
from controller.store.status import BeatHeard, Heard
from controller.store.tables import device_status

_NAMES = ("device", "session", "beat_ms", "beat", "clock")


def take(conn: Connection, batch: Sequence[Heard]) -> list[Heard]:
    """Keep the heartbeats of boxes whose sessions stand; what was not kept, in order."""
    plain = _plain(batch)
    if not plain:
        return list(batch)
    rows = [dict(zip(_NAMES, _said(one), strict=True)) for one in plain]
    kept = set(conn.scalars(_keep(conn.dialect.name), feed.rows(rows)))
    return [one for one in batch if one.device not in kept]


def _said(one: BeatHeard) -> tuple[Any, ...]:
    return one.device, one.session, one.received_ms, one.beat, one.clock


def _plain(batch: Sequence[Heard]) -> list[BeatHeard]:
    """The last heartbeat of each box that said nothing but heartbeats of one session."""
    last: dict[str, BeatHeard | None] = {}
    for one in batch:
        if not isinstance(one, BeatHeard):
            last[one.device] = None
        elif one.device not in last:
            last[one.device] = one
        elif (before := last[one.device]) is not None:
            last[one.device] = _after(before, one)
    return [one for one in last.values() if one is not None]


def _after(before: BeatHeard, one: BeatHeard) -> BeatHeard | None:
    if before.session != one.session:
        return None
    return one if one.clock is not None else replace(one, clock=before.clock)


@functools.cache
def _keep(dialect: str) -> Executable:
    """As `controller.store.presence.after_sign` has it: a sign of the session that stands turns nothing."""
    fed = feed.incoming(dialect, feed.shape(device_status, *_NAMES))
    stands = or_(fed.c.session == "", fed.c.session == device_status.c.session)
    mine = (device_status.c.device == fed.c.device, device_status.c.presence != NEVER, stands)
    said = {
        "seen_ms": fed.c.beat_ms,
        "beat_ms": fed.c.beat_ms,
        "beat": fed.c.beat,
        "clock": func.coalesce(fed.c.clock, device_status.c.clock),
    }
    return update(device_status).where(*mine).values(said).returning(device_status.c.device)
