"""Emergencies that last: what is retained at the broker, for whom, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, literal, or_, select, update

from controller.store import pick
from controller.store.areas import within
from controller.store.tables import alerts, areas


@dataclass(frozen=True, slots=True)
class Alert:
    """One emergency for the area ``scope`` and all below it. ``ender`` is None where it expired by itself."""

    id: str
    scope: str
    announcement: str
    headline: str
    again_s: int
    drill: bool
    document: bytes
    maker: str
    created_ms: int
    expires_ms: int
    ended_ms: int | None = None
    ender: str | None = None
    cleared_ms: int | None = None


_COLUMNS = pick.fields(Alert, alerts)
_ACTIVE = alerts.c.ended_ms.is_(None)
_RETAINED = alerts.c.cleared_ms.is_(None)


def add(conn: Connection, one: Alert) -> None:
    """Keep a new alert. The database refuses a second active one of an area."""
    conn.execute(alerts.insert(), pick.values(one))


def get(conn: Connection, id: str) -> Alert | None:
    """The alert, or None."""
    return pick.only(conn, Alert, select(*_COLUMNS).where(alerts.c.id == id))


def active(conn: Connection, now_ms: int, scope: str | None = None) -> list[Alert]:
    """Those that last now (of one area), the oldest first."""
    query = select(*_COLUMNS).where(_ACTIVE, alerts.c.expires_ms > now_ms)
    if scope is not None:
        query = query.where(alerts.c.scope == scope)
    return pick.every(conn, Alert, query.order_by(alerts.c.created_ms, alerts.c.id))


def active_for(conn: Connection, path: str, now_ms: int) -> list[Alert]:
    """Those that sound somewhere in the area at ``path``: given for it, below it, or for an area that it is in."""
    here = or_(within(areas.c.path, path), literal(path).startswith(areas.c.path, autoescape=False))
    query = select(*_COLUMNS).join_from(alerts, areas, alerts.c.scope == areas.c.code)
    query = query.where(_ACTIVE, alerts.c.expires_ms > now_ms, here)
    return pick.every(conn, Alert, query.order_by(alerts.c.created_ms, alerts.c.id))


def ended_early(conn: Connection, scope: str, now_ms: int) -> list[str]:
    """Alerts of an area that were ended and would not have expired yet, the oldest first: a box that was dark may still
    sound them."""
    early = (alerts.c.scope == scope, alerts.c.ended_ms.is_not(None), alerts.c.expires_ms > now_ms)
    return list(conn.scalars(select(alerts.c.id).where(*early).order_by(alerts.c.created_ms)))


def retain(conn: Connection, id: str, document: bytes) -> None:
    """This is retained of it from now on."""
    conn.execute(update(alerts).where(alerts.c.id == id).values(document=document))


def end(conn: Connection, id: str, document: bytes, ender: str, now_ms: int) -> None:
    """It is over by somebody's word: ``document`` is retained instead."""
    over = {"document": document, "ended_ms": now_ms, "ender": ender}
    conn.execute(update(alerts).where(alerts.c.id == id).values(**over))


def lapse(conn: Connection, now_ms: int) -> list[str]:
    """Note what has expired by itself, at the instant at which it did; which."""
    over = update(alerts).where(_ACTIVE, alerts.c.expires_ms <= now_ms).values(ended_ms=alerts.c.expires_ms)
    return list(conn.scalars(over.returning(alerts.c.id)))


def retained(conn: Connection) -> list[Alert]:
    """The newest of each area of which something may be retained at the broker, alerts and ends alike."""
    newest = (
        select(alerts.c.scope, func.max(alerts.c.created_ms).label("created_ms"))
        .where(_RETAINED)
        .group_by(alerts.c.scope)
        .subquery()
    )
    same = and_(alerts.c.scope == newest.c.scope, alerts.c.created_ms == newest.c.created_ms)
    return pick.every(conn, Alert, select(*_COLUMNS).join_from(alerts, newest, same).order_by(alerts.c.scope))


def cleared(conn: Connection, scope: str, now_ms: int) -> None:
    """Nothing of this area's expired alerts is retained any more."""
    gone = (alerts.c.scope == scope, _RETAINED, alerts.c.expires_ms <= now_ms)
    conn.execute(update(alerts).where(*gone).values(cleared_ms=now_ms))


def recent(conn: Connection, path: str, limit: int = 50) -> list[Alert]:
    """The last ones of the area at ``path`` and below, the newest first."""
    query = select(*_COLUMNS).join_from(alerts, areas, alerts.c.scope == areas.c.code)
    query = query.where(within(areas.c.path, path)).order_by(alerts.c.created_ms.desc(), alerts.c.id)
    return pick.every(conn, Alert, query.limit(limit))
