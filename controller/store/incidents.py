"""Incidents as rows: what the watch found (`controller.health.watch`), and what people did about it."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, delete, func, insert, or_, select, update

from controller.health.watch import Incident, Member
from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import areas, incident_devices, incident_notes, incidents


@dataclass(frozen=True, slots=True)
class Row:
    """One incident, without its devices."""

    id: str
    rule: str
    severity: str
    area: str
    device: str
    since_ms: int
    opened_ms: int
    detail: Any
    ended_ms: int | None
    closed_ms: int | None
    end: str
    parent: str
    owner: str | None
    silent_until_ms: int | None
    path: str
    """Of its area."""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody did or wrote."""

    incident: str
    number: int
    at_ms: int
    who: str
    kind: str
    text: str


_ROW = pick.fields(Row, incidents, areas)
_FOUND = ("id", "rule", "severity", "area", "device", "since_ms", "opened_ms", "detail")
_TURNS = ("ended_ms", "closed_ms", "end", "parent")
_MEMBER = ("incident", "device", "since_ms", "until_ms")


def keep(conn: Connection, changed: Sequence[Incident]) -> None:
    """Write what the watch says of these; what people did about them stays."""
    rows = [{name: getattr(one, name) for name in _FOUND + _TURNS} for one in changed]
    under = [
        {"incident": one.id, "device": device, "since_ms": member.since_ms, "until_ms": member.until_ms}
        for one in changed
        for device, member in one.members.items()
    ]
    if rows:
        conn.execute(_put(conn.dialect.name), rows)
        conn.execute(_put_members(conn.dialect.name), feed.rows(under))


def open_(conn: Connection) -> list[Incident]:
    """Every incident that is not closed, for a watch that begins."""
    rows = pick.every(conn, Row, _query().where(incidents.c.closed_ms.is_(None)))
    under = members(conn, {row.id for row in rows})
    names = _FOUND + _TURNS
    return [Incident(**{name: getattr(row, name) for name in names}, members=under.get(row.id, {})) for row in rows]


def members(conn: Connection, ids: Collection[str]) -> dict[str, dict[str, Member]]:
    """The devices under each of these."""
    columns = (incident_devices.c[name] for name in _MEMBER)
    found: dict[str, dict[str, Member]] = {}
    for id, device, since_ms, until_ms in conn.execute(
        select(*columns).where(feed.among(conn, incident_devices.c.incident, ids)).order_by(incident_devices.c.device)
    ):
        found.setdefault(id, {})[device] = Member(since_ms, until_ms)
    return found


def below(conn: Connection, path: str, closed_since_ms: int | None = None) -> list[Row]:
    """Those of a place and below it that are open, or were closed since an instant; the newest first."""
    lasting = incidents.c.closed_ms.is_(None)
    mine = lasting if closed_since_ms is None else or_(lasting, incidents.c.closed_ms >= closed_since_ms)
    query = _query().where(within(areas.c.path, path), mine)
    return pick.every(conn, Row, query.order_by(incidents.c.opened_ms.desc(), incidents.c.id))


def above(conn: Connection, path: str) -> list[Row]:
    """Open ones of the places around a place: what is wrong with all of them is wrong here."""
    codes = path.strip("/").split("/")[:-1]
    mine = (incidents.c.closed_ms.is_(None), incidents.c.device == "", feed.among(conn, incidents.c.area, codes))
    return pick.every(conn, Row, _query().where(*mine).order_by(incidents.c.opened_ms.desc(), incidents.c.id))


def get(conn: Connection, id: str) -> Row | None:
    """One, or None."""
    return pick.only(conn, Row, _query().where(incidents.c.id == id))


def many(conn: Connection, ids: Collection[str]) -> list[Row]:
    """Those of ``ids`` that are known, by id."""
    query = _query().where(feed.among(conn, incidents.c.id, ids)).order_by(incidents.c.id)
    return pick.every(conn, Row, query) if ids else []


def of_device(conn: Connection, device: str, most: int) -> list[Row]:
    """Those that a device was under, the newest first."""
    mine = select(incident_devices.c.incident).where(incident_devices.c.device == device)
    query = _query().where(incidents.c.id.in_(mine)).order_by(incidents.c.opened_ms.desc(), incidents.c.id)
    return pick.every(conn, Row, query.limit(most))


def times(conn: Connection, one: Row, since_ms: int) -> int:
    """How often the same was wrong with the same since an instant, this time too."""
    same = (incidents.c.rule == one.rule, incidents.c.area == one.area, incidents.c.device == one.device)
    query = select(func.count()).select_from(incidents).where(*same, incidents.c.opened_ms >= since_ms)
    return conn.scalar(query.where(incidents.c.end != "merged")) or 0


def change(conn: Connection, id: str, **columns: Any) -> None:
    """Set owner or silent_until_ms."""
    conn.execute(update(incidents).where(incidents.c.id == id).values(**columns))


def note(conn: Connection, id: str, at_ms: int, who: str, kind: str, text: str = "") -> None:
    """Write down what somebody did."""
    last = conn.scalar(select(func.max(incident_notes.c.number)).where(incident_notes.c.incident == id)) or 0
    conn.execute(insert(incident_notes), [pick.values(Note(id, last + 1, at_ms, who, kind, text))])


def notes(conn: Connection, id: str) -> list[Note]:
    """What was done about it, in order."""
    columns = pick.fields(Note, incident_notes)
    query = select(*columns).where(incident_notes.c.incident == id).order_by(incident_notes.c.number)
    return pick.every(conn, Note, query)


def sweep(conn: Connection, before_ms: int) -> None:
    """Forget what was closed before an instant."""
    conn.execute(delete(incidents).where(incidents.c.closed_ms < before_ms))


def _query() -> Any:
    return select(*_ROW).join_from(incidents, areas, areas.c.code == incidents.c.area)


@functools.cache
def _put(dialect: str) -> Executable:
    new = feed.insert(dialect, incidents)
    changed = {name: new.excluded[name] for name in ("opened_ms", *_TURNS)}
    return new.on_conflict_do_update(index_elements=["id"], set_=changed)


@functools.cache
def _put_members(dialect: str) -> Executable:
    new = feed.insert_rows(dialect, incident_devices, *_MEMBER)
    changed = {name: new.excluded[name] for name in ("since_ms", "until_ms")}
    return new.on_conflict_do_update(index_elements=["incident", "device"], set_=changed)
