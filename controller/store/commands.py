"""Commands that were given, and to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from controller.store import feed, pick
from controller.store.tables import commands

DEVICE, AREA = "device", "area"
RELAY = "relay"
"""Kind of one that nobody ordered: boxes are invited to a relay's pieces."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``scope`` is a device id or an area code, as ``scope_kind`` says."""

    id: str
    kind: str
    scope: str
    scope_kind: str
    body: Any
    maker: str | None
    created_ms: int
    expires_ms: int


_COLUMNS = pick.fields(Command, commands)


def add(conn: Connection, command: Command) -> None:
    """Keep a new command."""
    conn.execute(commands.insert(), pick.values(command))


def get(conn: Connection, command: str) -> Command | None:
    """The command, or None."""
    return pick.only(conn, Command, select(*_COLUMNS).where(commands.c.id == command))


def many(conn: Connection, ids: Collection[str]) -> dict[str, Command]:
    """Those of ``ids`` that are known."""
    found = pick.every(conn, Command, select(*_COLUMNS).where(feed.among(conn, commands.c.id, ids)))
    return {one.id: one for one in found}


def relays(conn: Connection, occurrence: str) -> list[str]:
    """The sessions in which a relay was sent in pieces so far: one each time that the service started."""
    mine = (commands.c.kind == RELAY, commands.c.body["occurrence"].as_string() == occurrence)
    return list(conn.scalars(select(commands.c.id).where(*mine)))


def plays(conn: Connection, since_ms: int, until_ms: int) -> list[Command]:
    """Everything that was played at once between two instants, the oldest first."""
    asked = (commands.c.kind == "play", commands.c.created_ms >= since_ms, commands.c.created_ms < until_ms)
    return pick.every(conn, Command, select(*_COLUMNS).where(*asked).order_by(commands.c.created_ms, commands.c.id))


def stops(conn: Connection, since_ms: int) -> list[Command]:
    """Every stop that was ordered from an instant on."""
    asked = (commands.c.kind == "stop", commands.c.created_ms >= since_ms)
    return pick.every(conn, Command, select(*_COLUMNS).where(*asked))


def recent(conn: Connection, limit: int = 100) -> list[Command]:
    """The last commands, the newest first."""
    order = (commands.c.created_ms.desc(), commands.c.id)
    return pick.every(conn, Command, select(*_COLUMNS).order_by(*order).limit(limit))
