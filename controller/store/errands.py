"""Commands to many boxes, step by step. How far each box is stands in `deliveries`, where its reports lift it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.commands import Command
from controller.store.ladder import FIRST_END, MISSED, PLANNED, SENT, SKIPPED, STARTED
from controller.store.presence import ONLINE
from controller.store.tables import areas, commands, deliveries, device_status, devices, errands

MANY = "many"
"""Scope kind of such a command; its ``scope`` is the area that holds all its boxes."""
IDS = "m-"
"""How their ids begin."""
CANCELLED, HALTED, OVER = "cancelled", "halted", "done"
NO_ANSWER, AWAY, NOT_BACK = "no-answer", "away", "not-back"
"""Reasons: it was told and said nothing; it was never there; it began and was not heard of again."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One of them, with its command. ``end`` says why nothing more goes out, ``ended_ms`` since when none is out."""

    id: str
    kind: str
    scope: str
    body: Any
    maker: str | None
    created_ms: int
    expires_ms: int
    step: int
    secret: Any
    end: str
    ended_ms: int | None
    ender: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """How far one box is."""

    device: str
    name: str
    rung: str
    reason: str
    sent_ms: int | None
    ended_ms: int | None
    level_dbfs: float | None


_COLUMNS = pick.fields(Errand, commands, errands)


def _query() -> Select[Any]:
    return select(*_COLUMNS).join_from(commands, errands, errands.c.command == commands.c.id)


def add(conn: Connection, command: Command, step: int, secret: Any = None) -> None:
    """Keep a new one."""
    conn.execute(commands.insert(), pick.values(command))
    conn.execute(errands.insert().values(command=command.id, step=step, secret=secret, end=""))


def get(conn: Connection, id: str) -> Errand | None:
    """The errand, or None."""
    return pick.only(conn, Errand, _query().where(commands.c.id == id))


def open_(conn: Connection) -> list[Errand]:
    """Those that have boxes to be waited for, the oldest first."""
    return pick.every(conn, Errand, _query().where(errands.c.ended_ms.is_(None)).order_by(commands.c.created_ms))


def recent(conn: Connection, path: str, limit: int) -> list[Errand]:
    """The last ones whose boxes all lie in the area at ``path``, the newest first."""
    mine = _query().join(areas, areas.c.code == commands.c.scope).where(within(areas.c.path, path))
    return pick.every(conn, Errand, mine.order_by(commands.c.created_ms.desc(), commands.c.id).limit(limit))


def boxes(conn: Connection, id: str) -> list[Box]:
    """All its boxes, by name."""
    query = select(*pick.fields(Box, deliveries, devices)).join_from(
        deliveries, devices, devices.c.id == deliveries.c.device
    )
    return pick.every(conn, Box, query.where(deliveries.c.subject == id).order_by(devices.c.name, devices.c.id))


def tally(conn: Connection, id: str) -> dict[str, int]:
    """How many boxes stand on which rung."""
    counted = select(deliveries.c.rung, func.count()).where(deliveries.c.subject == id)
    return dict(conn.execute(counted.group_by(deliveries.c.rung)).all())


def waiting(conn: Connection, id: str, limit: int) -> list[str]:
    """Boxes whose turn has not come and that are there now."""
    there = (deliveries.c.subject == id, deliveries.c.rung == PLANNED, device_status.c.presence == ONLINE)
    query = select(deliveries.c.device).join_from(
        deliveries, device_status, device_status.c.device == deliveries.c.device
    )
    return list(conn.scalars(query.where(*there).order_by(deliveries.c.device).limit(limit)))


def sent(conn: Connection, id: str, devices_: Collection[str], now_ms: int) -> None:
    """Their turn has come."""
    mine = (deliveries.c.subject == id, feed.among(conn, deliveries.c.device, devices_), deliveries.c.rung == PLANNED)
    conn.execute(update(deliveries).where(*mine).values(rung=SENT, sent_ms=now_ms))


def reached(conn: Connection, id: str) -> list[str]:
    """Boxes on trial: they came by a new way, and wait for a word."""
    return list(
        conn.scalars(select(deliveries.c.device).where(deliveries.c.subject == id, deliveries.c.rung == STARTED))
    )


def give_up(conn: Connection, id: str, sent_before_ms: int, begun_before_ms: int, now_ms: int) -> int:
    """Wait no longer for who was told before the one instant and never answered, or answered and never ended; how many
    boxes. Whoever speaks after all climbs the ladder as usual."""
    mine = update(deliveries).where(deliveries.c.subject == id)
    silent = mine.where(deliveries.c.rung == SENT, deliveries.c.sent_ms <= sent_before_ms)
    lost = mine.where(deliveries.c.rung > SENT, deliveries.c.rung < FIRST_END, deliveries.c.sent_ms <= begun_before_ms)
    end = {"rung": MISSED, "ended_ms": now_ms}
    count = conn.execute(silent.values(**end, reason=NO_ANSWER)).rowcount
    return count + conn.execute(lost.values(**end, reason=NOT_BACK)).rowcount


def skip_waiting(conn: Connection, id: str, reason: str, now_ms: int, rung: str = SKIPPED) -> int:
    """Whose turn has not come is left out; how many boxes."""
    mine = (deliveries.c.subject == id, deliveries.c.rung == PLANNED)
    left = update(deliveries).where(*mine).values(rung=rung, reason=reason, ended_ms=now_ms)
    return conn.execute(left).rowcount


def is_under_way(conn: Connection, id: str) -> bool:
    """Whether any box is still waited for."""
    one = select(deliveries.c.device).where(deliveries.c.subject == id, deliveries.c.rung < FIRST_END).limit(1)
    return conn.scalar(one) is not None


def stop(conn: Connection, id: str, why: str, ender: str | None = None) -> None:
    """Nothing more goes out."""
    conn.execute(update(errands).where(errands.c.command == id, errands.c.end == "").values(end=why, ender=ender))


def end(conn: Connection, id: str, now_ms: int) -> None:
    """No box is waited for any more."""
    stop(conn, id, OVER)
    conn.execute(update(errands).where(errands.c.command == id).values(ended_ms=now_ms, secret=None))
