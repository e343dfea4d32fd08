"""Rows of readings: hours as they were heard, days as rolled up. `controller.health` knows what is inside."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Executable, delete, select, tuple_

from controller.store import feed, pick
from controller.store.tables import health_days, health_hours


@dataclass(frozen=True, slots=True)
class Hour:
    """One device in one hour since 1970."""

    hour: int
    device: str
    readings: int
    pack: bytes


@dataclass(frozen=True, slots=True)
class Day:
    """One device on one day (UTC) since 1970."""

    day: int
    device: str
    pack: bytes


_HOURS, _DAYS = pick.fields(Hour, health_hours), pick.fields(Day, health_days)


def kept(conn: Connection, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], bytes]:
    """What there is already of these hours of these devices."""
    pair = tuple_(health_hours.c.hour, health_hours.c.device)
    query = select(health_hours.c.hour, health_hours.c.device, health_hours.c.pack).where(pair.in_(list(keys)))
    return {(hour, device): pack for hour, device, pack in conn.execute(query)} if keys else {}


def put_hours(conn: Connection, rows: Sequence[Hour]) -> None:
    """Write hours, instead of what they were."""
    if rows:
        conn.execute(_put_hours(conn.dialect.name), [pick.values(one) for one in rows])


def put_days(conn: Connection, rows: Sequence[Day]) -> None:
    """Write days, instead of what they were."""
    if rows:
        conn.execute(_put_days(conn.dialect.name), [pick.values(one) for one in rows])


def hours(conn: Connection, device: str, wanted: range) -> list[Hour]:
    """What was heard of a device in these hours; by keys, since the tree is sorted by time."""
    within = feed.among(conn, health_hours.c.hour, wanted)
    query = select(*_HOURS).where(within, health_hours.c.device == device)
    return pick.every(conn, Hour, query.order_by(health_hours.c.hour))


def days(conn: Connection, device: str, wanted: range) -> list[Day]:
    """The rolled-up days of a device."""
    within = feed.among(conn, health_days.c.day, wanted)
    query = select(*_DAYS).where(within, health_days.c.device == device)
    return pick.every(conn, Day, query.order_by(health_days.c.day))


def speakers(conn: Connection, wanted: range) -> list[str]:
    """The devices that were heard in these hours."""
    within = health_hours.c.hour.between(wanted.start, wanted.stop - 1)
    return sorted(conn.scalars(select(health_hours.c.device).where(within).distinct()))


def heard(conn: Connection, wanted: range, devices: Collection[str]) -> list[Hour]:
    """What was heard of some devices in some hours, device by device."""
    mine = (
        health_hours.c.hour.between(wanted.start, wanted.stop - 1),
        feed.among(conn, health_hours.c.device, devices),
    )
    query = select(*_HOURS).where(*mine).order_by(health_hours.c.device, health_hours.c.hour)
    return pick.every(conn, Hour, query)


def sweep(conn: Connection, hour: int, day: int) -> None:
    """Forget hours and days before these."""
    conn.execute(delete(health_hours).where(health_hours.c.hour < hour))
    conn.execute(delete(health_days).where(health_days.c.day < day))


@functools.cache
def _put_hours(dialect: str) -> Executable:
    new = feed.insert(dialect, health_hours)
    changed = {name: new.excluded[name] for name in ("readings", "pack")}
    return new.on_conflict_do_update(index_elements=["hour", "device"], set_=changed)


@functools.cache
def _put_days(dialect: str) -> Executable:
    new = feed.insert(dialect, health_days)
    return new.on_conflict_do_update(index_elements=["day", "device"], set_={"pack": new.excluded.pack})
