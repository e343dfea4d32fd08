"""What the page of alarms and the banner on all pages show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select

from controller.people.who import Who, may
from controller.store import alerts, areas, deliveries
from controller.store.alerts import Alert
from controller.store.areas import within
from controller.store.tables import announcements
from controller.store.tables import areas as area_table
from controller.web import moments
from controller.web.order_view import where
from controller.web.sights import Names, people
from controller.words import say
from controller.words.instants import wall
from schedules.announcement import Klass
from schedules.lifecycle import AGREED

_GOING = [state.value for state in AGREED]


@dataclass(frozen=True, slots=True)
class Banner:
    """One line on every page."""

    headline: str
    place: str


@dataclass(frozen=True, slots=True)
class View:
    """One alarm."""

    id: str
    headline: str
    place: str
    announcement: str
    drill: bool
    told: str
    counts: tuple[tuple[str, int], ...]
    """How many devices stand on each rung."""
    silent: str
    """Who has not answered yet."""
    may_end: bool


def banners(conn: Connection, who: Who, now_ms: int) -> list[Banner]:
    """What sounds where this person works."""
    found = alerts.active_for(conn, who.path, now_ms)
    return [Banner(one.headline, areas.known(conn, one.scope).name) for one in found]


def active(conn: Connection, who: Who, now_ms: int, lang: str) -> list[View]:
    """The alarms of now."""
    return _views(conn, who, alerts.active_for(conn, who.path, now_ms), lang)


def past(conn: Connection, who: Who, lang: str) -> list[View]:
    """Those of the area that are over."""
    return _views(conn, who, [one for one in alerts.recent(conn, who.path) if one.ended_ms is not None], lang)


def choices(conn: Connection, who: Who) -> list[tuple[str, str]]:
    """Emergency announcements of the area that may be used: id and title, the newest first."""
    table = announcements
    mine = (table.c.klass == Klass.EMERGENCY.wire, table.c.state.in_(_GOING), within(area_table.c.path, who.path))
    query = select(table.c.id, table.c.title).join_from(table, area_table, table.c.area == area_table.c.code)
    return [(id, title) for id, title in conn.execute(query.where(*mine).order_by(table.c.created_ms.desc()))]


def _views(conn: Connection, who: Who, found: list[Alert], lang: str) -> list[View]:
    names = Names.load(conn)
    known = people(conn, {one.maker for one in found} | {one.ender for one in found})
    return [_view(conn, who, one, names, known, lang) for one in found]


def _view(conn: Connection, who: Who, one: Alert, names: Names, known: dict[str | None, str], lang: str) -> View:
    area = areas.known(conn, one.scope)
    rows = deliveries.of_subject(conn, one.id)
    silent = [row.device for row in rows if row.rung in _SILENT]
    return View(
        id=one.id,
        headline=one.headline,
        place=area.name,
        announcement=one.announcement,
        drill=one.drill,
        told=_told(one, area.zone, known, lang),
        counts=tuple(Counter(row.rung for row in rows if row.rung not in _SILENT).most_common()),
        silent=where(conn, names, silent) if silent and one.ended_ms is None else "",
        may_end=one.ended_ms is None and may(who, "alert", area.path),
    )


_SILENT = ("planned", "sent")


def _told(one: Alert, zone: str, known: dict[str | None, str], lang: str) -> str:
    def at(ms: int) -> str:
        return moments.when(wall(ms, zone), lang)

    said = say("web-alert-since", lang, since=at(one.created_ms), maker=known.get(one.maker, one.maker))
    if one.ended_ms is None:
        return f"{said}; {say('web-alert-until', lang, until=at(one.expires_ms))}."
    if one.ender is None:
        return f"{said}. {say('web-alert-expired', lang, at=at(one.ended_ms))}."
    return f"{said}. {say('web-alert-ended', lang, ender=known.get(one.ender, one.ender), at=at(one.ended_ms))}."
