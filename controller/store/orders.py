"""What people said about the order in which colliding priority announcements go; the latest word counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from controller.store import pick
from controller.store.tables import orders


@dataclass(frozen=True, slots=True)
class Order:
    """One word: ``announcements`` are ids, first to sound first; ``area`` the deepest one that holds them all."""

    id: int
    announcements: list[str]
    area: str
    maker: str
    given_ms: int


_COLUMNS = pick.fields(Order, orders)


def add(conn: Connection, announcements: Sequence[str], area: str, maker: str, now_ms: int) -> Order:
    """Keep what somebody said."""
    said = {"announcements": list(announcements), "area": area, "maker": maker, "given_ms": now_ms}
    new = orders.insert().values(**said).returning(orders.c.id)
    return Order(conn.execute(new).scalar_one(), list(announcements), area, maker, now_ms)


def concerning(conn: Connection, announcements: Collection[str]) -> list[Order]:
    """What was said about two or more of these, the latest word last; what a later word replaces is left out."""
    wanted = set(announcements)
    latest: dict[frozenset[str], Order] = {}
    for one in pick.every(conn, Order, select(*_COLUMNS).order_by(orders.c.id)):
        if len(wanted.intersection(one.announcements)) > 1:
            named = frozenset(one.announcements)
            latest.pop(named, None)
            latest[named] = one
    return list(latest.values())


def sequences(conn: Connection, announcements: Collection[str]) -> list[list[str]]:
    """The same as the law of time takes it."""
    return [one.announcements for one in concerning(conn, announcements)]


def recent(conn: Connection, limit: int) -> list[Order]:
    """The last words, the newest first."""
    return pick.every(conn, Order, select(*_COLUMNS).order_by(orders.c.id.desc()).limit(limit))
