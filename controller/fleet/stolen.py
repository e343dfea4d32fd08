"""A stolen box that comes to the broker: it is not listened to, and people are told when it came and from where.

The broker lets it in as long as no other box has taken its place (`controller.mqtt.accounts`): who is sent away leaves
no name in the broker's log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from controller.fleet.claiming import BY_ITSELF
from controller.store import audit, boxes
from controller.store.presence import ONLINE
from controller.store.status import Heard, StateHeard

QUIET_MS = 3_600_000
"""Not each try is a line of the log: a box that nobody answers tries again and again."""


def noted(conn: Connection, heard: Sequence[Heard], where: Callable[[str], str]) -> set[str]:
    """The boxes to which nobody listens, whatever they say: those that are at large. Each time that one came is written
    down."""
    found = boxes.at_large(conn)
    for one in heard if found else ():
        if (box := found.get(one.device)) is None:
            continue
        fresh = box.tried_ms is None or one.received_ms - box.tried_ms >= QUIET_MS
        came = one.state == ONLINE if isinstance(one, StateHeard) else fresh  # who was never put out says only the rest
        if came:
            address = where(one.device)
            boxes.tried(conn, box, one.received_ms, address)
            if fresh:
                audit.append(conn, one.received_ms, BY_ITSELF, "box-uninvited", one.device, address=address)
            found[one.device] = replace(box, tried_ms=one.received_ms)
    return set(found)
