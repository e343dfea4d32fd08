"""A signed document for a device or an area, as it goes into the outbox: the topic says how it is sent."""

from __future__ import annotations

from controller.store import outbox
from devices.topics import TABLE, Kind

_KINDS = {Kind.COMMAND: outbox.CMD, Kind.GROUP_COMMAND: outbox.CMD, Kind.ALERT: outbox.ALERT}
"""What waits for which answer, by topic."""


def letter(kind: Kind, scope: str, document: bytes, about: str, now_ms: int, expires_ms: int) -> outbox.Letter:
    """Due at once. ``about`` is the id whose answers settle it."""
    row = TABLE[kind]
    return outbox.Letter(
        topic=row.of(scope),
        payload=document,
        qos=row.qos,
        retain=row.retained,
        kind=_KINDS[kind],
        subject=about,
        created_ms=now_ms,
        expires_ms=expires_ms,
        due_ms=now_ms,
    )
