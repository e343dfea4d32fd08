"""Announcements and their audience: what somebody wants to tell, to whom, when, and how far it has come.

States are words of `schedules.lifecycle`; this module only makes sure that two people, or two workers, cannot both move
or both change one announcement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, or_, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.seen import Seen
from controller.store.tables import announcements, areas, audience


@dataclass(frozen=True, slots=True)
class Announcement:
    """One row; see `controller.store.tables` for what the columns mean."""

    id: str
    area: str
    title: str
    text: str
    klass: str
    origin: str
    sound: str | None
    page: bool
    volume: int
    chime: bool
    start_local: str
    zone: str
    rrule: str | None
    show_minutes: int
    late: str
    late_ms: int
    resume: str
    state: str
    fingerprint: str
    maker: str
    created_ms: int
    changed_ms: int
    approved_fingerprint: str | None = None
    approver: str | None = None
    editors: list[str] = field(default_factory=list)
    """Ids of all who wrote at what is there now, the maker too."""
    reason: str = ""
    edition: int = 1
    submitted_ms: int | None = None
    approved_ms: int | None = None
    lunar: str | None = None
    holidays: str = "play"
    speech: Any = None
    board: Any = None


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom: areas (with all below them) and single devices, both sorted."""

    areas: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()


_COLUMNS = pick.fields(Announcement, announcements)


def add(conn: Connection, announcement: Announcement, audience: Audience) -> None:
    """Keep a new announcement."""
    conn.execute(announcements.insert(), pick.values(announcement))
    _address(conn, announcement.id, audience)


def get(conn: Connection, announcement: str) -> Announcement | None:
    """The announcement, or None."""
    return pick.only(conn, Announcement, select(*_COLUMNS).where(announcements.c.id == announcement))


def many(conn: Connection, ids: Collection[str]) -> list[Announcement]:
    """Those of ``ids`` that are known, by id."""
    query = select(*_COLUMNS).where(feed.among(conn, announcements.c.id, ids)).order_by(announcements.c.id)
    return pick.every(conn, Announcement, query)


def titles(conn: Connection, ids: Collection[str]) -> dict[str, str]:
    """Titles by id."""
    query = select(announcements.c.id, announcements.c.title).where(feed.among(conn, announcements.c.id, ids))
    return dict(conn.execute(query).all())


def audience_of(conn: Connection, announcement: str) -> Audience:
    """For whom one announcement is."""
    return audiences(conn, [announcement]).get(announcement, Audience())


def audiences(conn: Connection, ids: Collection[str]) -> dict[str, Audience]:
    """For whom these announcements are, by id; one that is for nobody is left out."""
    query = select(audience).where(feed.among(conn, audience.c.announcement, ids)).order_by(audience.c.target)
    found: dict[str, dict[str, list[str]]] = {}
    for name, kind, target in conn.execute(query).all():
        found.setdefault(name, {"area": [], "device": []})[kind].append(target)
    return {name: Audience(tuple(kinds["area"]), tuple(kinds["device"])) for name, kinds in found.items()}


def addressed_to(conn: Connection, areas_: Collection[str], devices_: Collection[str]) -> set[str]:
    """Ids of the announcements whose audience names one of these areas or devices."""
    named = or_(
        and_(audience.c.kind == "area", feed.among(conn, audience.c.target, areas_)),
        and_(audience.c.kind == "device", feed.among(conn, audience.c.target, devices_)),
    )
    return set(conn.scalars(select(audience.c.announcement).where(named).distinct()))


def in_state(conn: Connection, *states: str, seen: Seen | None = None) -> list[Announcement]:
    """Every announcement in one of these states, by id: the work of the step that these states wait for."""
    query = select(*_COLUMNS).where(announcements.c.state.in_(states)).order_by(announcements.c.id)
    return (seen or pick).every(conn, Announcement, query)


def touching(conn: Connection, areas_: Collection[str], devices_: Collection[str], *states: str) -> list[Announcement]:
    """Announcements that name one of these areas or devices, by id; ``states`` narrows them."""
    named = or_(
        and_(audience.c.kind == "area", feed.among(conn, audience.c.target, areas_)),
        and_(audience.c.kind == "device", feed.among(conn, audience.c.target, devices_)),
    )
    query = select(*_COLUMNS).where(announcements.c.id.in_(select(audience.c.announcement).where(named)))
    if states:
        query = query.where(announcements.c.state.in_(states))
    return pick.every(conn, Announcement, query.order_by(announcements.c.id))


def below(
    conn: Connection, path: str = "/", states: Collection[str] = (), *, limit: int = 100, offset: int = 0
) -> list[Announcement]:
    """Announcements of the area at ``path`` and below, the last changed first; ``states`` narrows them."""
    query: Select[Any] = select(*_COLUMNS).join_from(announcements, areas, announcements.c.area == areas.c.code)
    query = query.where(within(areas.c.path, path))
    if states:
        query = query.where(announcements.c.state.in_(states))
    order = (announcements.c.changed_ms.desc(), announcements.c.id)
    return pick.every(conn, Announcement, query.order_by(*order).limit(limit).offset(offset))


def set_state(conn: Connection, announcement: str, expected: str | Iterable[str], state: str, **columns: Any) -> bool:
    """Move from ``expected`` (one state or several) to ``state``, and set ``columns``.

    False where the announcement is in another state by now: somebody else was faster, and nothing was changed.
    """
    sources = [expected] if isinstance(expected, str) else list(expected)
    mine = (announcements.c.id == announcement, announcements.c.state.in_(sources))
    return conn.execute(update(announcements).where(*mine).values(state=state, **columns)).rowcount == 1


def edit(
    conn: Connection, announcement: str, edition: int, now_ms: int, *, audience: Audience | None = None, **columns: Any
) -> bool:
    """Change columns (also ``state`` and ``fingerprint``, which an edit takes back) and, if given, the audience.

    ``edition`` is the one that the editor saw. False where somebody changed the announcement since.
    """
    seen = (announcements.c.id == announcement, announcements.c.edition == edition)
    risen = update(announcements).where(*seen).values(edition=edition + 1, changed_ms=now_ms, **columns)
    if conn.execute(risen).rowcount != 1:
        return False
    if audience is not None:
        _address(conn, announcement, audience)
    return True


def readdress(conn: Connection, announcement: str, whom: Audience, **columns: Any) -> None:
    """The same people by other names (an area that ended), with the fingerprint that this makes."""
    conn.execute(update(announcements).where(announcements.c.id == announcement).values(**columns))
    _address(conn, announcement, whom)


def _address(conn: Connection, announcement: str, whom: Audience) -> None:
    conn.execute(delete(audience).where(audience.c.announcement == announcement))
    rows = [("area", code) for code in whom.areas] + [("device", device) for device in whom.devices]
    if rows:
        conn.execute(
            audience.insert(),
            [{"announcement": announcement, "kind": kind, "target": target} for kind, target in sorted(set(rows))],
        )
