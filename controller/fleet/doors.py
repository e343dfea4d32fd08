"""Addresses that work once: a box fetches there what the broker must not read, or sends its log. Who knows the 128 bits
at its end has been told them in a signed command, for this box alone.
"""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.fleet.errand_kinds import LOG_BYTES
from controller.store import audit, doors
from controller.store.doors import LOG, NETWORK, Door

KEPT = 5
"""Logs of one box; the oldest go."""
SECRET_BYTES = 16


def make(
    desk: Desk, conn: Connection, purpose: str, command: str, device: str, expires_ms: int, body: bytes | None
) -> str:
    """A new address; the part that makes it secret is kept nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    doors.add(conn, Door(_digest(secret), purpose, command, device, expires_ms, None, body))
    return f"{desk.settings.http.public_url}/boxes/{purpose}/{secret}"


def fetch(desk: Desk, secret: str) -> bytes:
    """What lies there, once."""
    with desk.store.write() as conn:
        door = doors.go_through(conn, _digest(secret), NETWORK, desk.now_ms())
    if door is None or door.body is None:
        raise NotFound("door-closed")
    return door.body


def take_log(desk: Desk, secret: str, text: bytes) -> None:
    """A box's log. What is too long is refused, and the address stays good."""
    if len(text) > LOG_BYTES:
        raise Refused("log-too-large", most=LOG_BYTES)
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        door = doors.go_through(conn, _digest(secret), LOG, now_ms, text)
        if door is None:
            raise NotFound("door-closed")
        doors.close(conn, [one.digest for one in doors.logs(conn, door.device)[KEPT:]])
        audit.append(conn, now_ms, door.device, "box-log", door.command, {"bytes": len(text)})
    desk.bus.say("device", id=door.device)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
