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


def taken_out(conn: Connection, heard: Sequence[Heard], where: Callable[[str], str]) -> tuple[list[Heard], list[str]]:
    """What is left without the words of stolen boxes, and who those are. Each time that one came is written down."""
    names = {one.device for one in heard if isinstance(one, StateHeard)}
    found = boxes.at_large(conn, names) if names else {}
    if not found:
        return list(heard), []
    for one in heard:
        if isinstance(one, StateHeard) and one.device in found and one.state == ONLINE:
            box, address = found[one.device], where(one.device)
            boxes.tried(conn, box, one.received_ms, address)
            if box.tried_ms is None or one.received_ms - box.tried_ms >= QUIET_MS:
                audit.append(conn, one.received_ms, BY_ITSELF, "box-uninvited", one.device, address=address)
            found[one.device] = replace(box, tried_ms=one.received_ms)
    return [one for one in heard if one.device not in found], sorted(found)
