"""What the page of alarms and the banner on all pages show."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from controller.people.who import Who, may
from controller.store import alerts, areas, deliveries
from controller.store.alerts import Alert
from controller.store.areas import within
from controller.store.ladder import PLANNED, SENT
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
UNANSWERED = (PLANNED, SENT)


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


def shown(conn: Connection, who: Who, now_ms: int, lang: str) -> tuple[list[View], list[View]]:
    """The alarms of now, and those of the area that are over."""
    lasting = alerts.active_for(conn, who.path, now_ms)
    over = [one for one in alerts.recent(conn, who.path) if one.ended_ms is not None]
    every = [*lasting, *over]
    names = Names.load(conn)
    known = people(conn, {one.maker for one in every} | {one.ender for one in every})
    counts = deliveries.counts(conn, [one.id for one in every])
    views = [_view(conn, who, one, names, known, counts.get(one.id, {}), lang) for one in every]
    return views[: len(lasting)], views[len(lasting) :]


def choices(conn: Connection, who: Who) -> list[tuple[str, str]]:
    """Emergency announcements of the area that may be used: id and title, the newest first."""
    table = announcements
    mine = (table.c.klass == Klass.EMERGENCY.wire, table.c.state.in_(_GOING), within(area_table.c.path, who.path))
    query = select(table.c.id, table.c.title).join_from(table, area_table, table.c.area == area_table.c.code)
    return [(id, title) for id, title in conn.execute(query.where(*mine).order_by(table.c.created_ms.desc()))]


def _view(
    conn: Connection,
    who: Who,
    one: Alert,
    names: Names,
    known: dict[str | None, str],
    counts: dict[str, int],
    lang: str,
) -> View:
    area = areas.known(conn, one.scope)
    answered = [(rung, count) for rung, count in counts.items() if rung not in UNANSWERED]
    return View(
        id=one.id,
        headline=one.headline,
        place=area.name,
        announcement=one.announcement,
        drill=one.drill,
        told=_told(one, area.zone, known, lang),
        counts=tuple(sorted(answered, key=lambda each: -each[1])),
        silent=_silent(conn, one, names) if one.ended_ms is None and len(answered) < len(counts) else "",
        may_end=one.ended_ms is None and may(who, "alert", area.path),
    )


def _silent(conn: Connection, one: Alert, names: Names) -> str:
    return where(conn, names, [row.device for row in deliveries.of_subject(conn, one.id) if row.rung in UNANSWERED])


def _told(one: Alert, zone: str, known: dict[str | None, str], lang: str) -> str:
    def at(ms: int) -> str:
        return moments.when(wall(ms, zone), lang)

    said = say("web-alert-since", lang, since=at(one.created_ms), maker=known.get(one.maker, one.maker))
    if one.ended_ms is None:
        return f"{said}; {say('web-alert-until', lang, until=at(one.expires_ms))}."
    if one.ender is None:
        return f"{said}. {say('web-alert-expired', lang, at=at(one.ended_ms))}."
    return f"{said}. {say('web-alert-ended', lang, ender=known.get(one.ender, one.ender), at=at(one.ended_ms))}."
