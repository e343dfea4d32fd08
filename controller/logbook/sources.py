"""Where the lines of the book come from: each source gives those behind a place, the newest first, no more than asked.

A page is found by the place of the last line that was seen, never by how many lines were skipped: the hundredth page
costs what the first one does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from controller.logbook.line import ALERT, NOTICE, PLAY, TALK, Line, Place
from controller.logbook.wanted import AHEAD, CANCELLED, Wanted, came_so, has_words
from controller.people.who import Who
from controller.places import standing
from controller.store import announcements as notices
from controller.store import areas as places
from controller.store import feed
from controller.store import occurrences as times
from controller.store.areas import Area, within
from controller.store.tables import alerts, announcements, areas, commands, devices, media, occurrences, talks

GONE = (times.CANCELLED, times.DROPPED)
Source = Callable[[Connection, Who, Wanted, Place | None, int], list[Line]]


def notices_due(conn: Connection, who: Who, wanted: Wanted, before: Place | None, most: int) -> list[Line]:
    """Times at which announcements were due; one that sounds is over when its sound is, however long boards show it."""
    query = (
        select(
            occurrences.c.start_ms,
            occurrences.c.id,
            announcements.c.title,
            announcements.c.klass,
            announcements.c.zone,
            occurrences.c.end_ms,
            occurrences.c.state,
            occurrences.c.reason,
            announcements.c.id.label("announcement"),
            announcements.c.origin,
            announcements.c.maker,
            announcements.c.approver,
            announcements.c.sound,
            media.c.length_ms,
        )
        .join_from(occurrences, announcements, occurrences.c.announcement == announcements.c.id)
        .join(areas, announcements.c.area == areas.c.code)
        .join(media, announcements.c.sound == media.c.hash, isouter=True)
        .where(within(areas.c.path, who.path), *_behind(occurrences.c.start_ms, occurrences.c.id, wanted, before))
    )
    if wanted.klass:
        query = query.where(announcements.c.klass == wanted.klass)
    if wanted.approver:
        query = query.where(announcements.c.approver == wanted.approver)
    if wanted.words or wanted.area:
        query = query.where(feed.among(conn, occurrences.c.announcement, _named(conn, who, wanted)))
    query = _outcome(query, wanted, occurrences.c.id)
    order = (occurrences.c.start_ms.desc(), occurrences.c.id.desc())
    return [_notice(row) for row in conn.execute(query.order_by(*order).limit(most)).all()]


def _outcome(query: Select[Any], wanted: Wanted, subject: ColumnElement[str]) -> Select[Any]:
    if wanted.outcome == CANCELLED:
        return query.where(occurrences.c.state.in_(GONE))
    if wanted.outcome == AHEAD:
        return query.where(occurrences.c.state.in_(times.AHEAD))
    if wanted.outcome:
        return query.where(occurrences.c.state.not_in(GONE), came_so(wanted.outcome, subject))
    return query


def _notice(row: Any) -> Line:
    return Line(
        row.start_ms,
        row.id,
        NOTICE,
        row.title,
        row.klass,
        row.zone,
        row.start_ms + row.length_ms if row.length_ms else row.end_ms,
        row.state,
        row.reason,
        row.announcement,
        row.origin,
        row.maker,
        row.approver or "",
        sounds=row.sound is not None,
    )


def _named(conn: Connection, who: Who, wanted: Wanted) -> set[str]:
    """The announcements that have the words and are heard in the area."""
    found: set[str] | None = None
    if wanted.area:
        area = places.known(conn, wanted.area)
        below = [one.code for one in places.below(conn, area.path)]
        reached = standing.of_area(conn, area)
        found = notices.addressed_to(conn, {*area.path.strip("/").split("/"), *below}, {one.id for one in reached})
    if not wanted.words:
        return found or set()
    window = (occurrences.c.start_ms >= wanted.since_ms, occurrences.c.start_ms < wanted.until_ms)
    due = select(occurrences.c.announcement).where(*window)
    query = (
        select(announcements.c.id, announcements.c.title, announcements.c.text)
        .join_from(announcements, areas, announcements.c.area == areas.c.code)
        .where(within(areas.c.path, who.path), announcements.c.id.in_(due))
    )
    told = {id for id, title, text in conn.execute(query).all() if has_words(wanted.words, title, text)}
    return told if found is None else told & found


def talks_held(conn: Connection, who: Who, wanted: Wanted, before: Place | None, most: int) -> list[Line]:
    """Who spoke live."""
    query = select(talks).where(*_behind(talks.c.at_ms, talks.c.id, wanted, before))
    narrowed = _plain(query, wanted, talks.c.klass, talks.c.maker, talks.c.id)
    if narrowed is None:
        return []
    paths = {one.code: one for one in places.below(conn, who.path)}
    lines = (
        Line(
            row.at_ms,
            row.id,
            TALK,
            row.who,
            row.klass,
            paths[mine[0]].zone,
            row.ended_ms,
            reason=row.why,
            maker=row.who,
            approver=row.maker or "",
            drill=row.drill,
        )
        for row in conn.execute(narrowed.order_by(talks.c.at_ms.desc(), talks.c.id.desc()))
        if (mine := _heard(row.areas, paths, wanted)) and _told(wanted, row.who)
    )
    return _first(lines, most)


def alerts_raised(conn: Connection, who: Who, wanted: Wanted, before: Place | None, most: int) -> list[Line]:
    """Alarms."""
    query = (
        select(alerts, areas.c.zone, areas.c.code)
        .join_from(alerts, areas, alerts.c.scope == areas.c.code)
        .where(within(areas.c.path, who.path), *_behind(alerts.c.created_ms, alerts.c.id, wanted, before))
    )
    narrowed = _plain(query, wanted, None, alerts.c.maker, alerts.c.id)
    if narrowed is None or wanted.klass not in ("", "emergency"):
        return []
    paths = {one.code: one for one in places.below(conn, who.path)}
    lines = (
        Line(
            row.created_ms,
            row.id,
            ALERT,
            row.headline,
            "emergency",
            row.zone,
            row.ended_ms or row.expires_ms,
            announcement=row.announcement,
            maker=row.maker,
            approver=row.maker,
            drill=row.drill,
        )
        for row in conn.execute(narrowed.order_by(alerts.c.created_ms.desc(), alerts.c.id.desc()))
        if _heard([row.code], paths, wanted) and _told(wanted, row.headline)
    )
    return _first(lines, most)


def plays_ordered(conn: Connection, who: Who, wanted: Wanted, before: Place | None, most: int) -> list[Line]:
    """Announcements that a leader let sound at once."""
    place, home = areas.alias("place"), areas.alias("home")
    query = (
        select(commands, place.c.code.label("of_area"), home.c.code.label("of_device"))
        .join_from(
            commands, place, and_(commands.c.scope_kind == "area", commands.c.scope == place.c.code), isouter=True
        )
        .join(devices, and_(commands.c.scope_kind == "device", commands.c.scope == devices.c.id), isouter=True)
        .join(home, devices.c.area == home.c.code, isouter=True)
        .where(
            commands.c.kind == "play",
            or_(within(place.c.path, who.path), within(home.c.path, who.path)),
            *_behind(commands.c.created_ms, commands.c.id, wanted, before),
        )
    )
    narrowed = _plain(query, wanted, None, commands.c.maker, commands.c.id)
    if narrowed is None:
        return []
    paths = {one.code: one for one in places.below(conn, who.path)}
    rows = conn.execute(narrowed.order_by(commands.c.created_ms.desc(), commands.c.id.desc())).all()
    known = {one.id: one for one in notices.many(conn, {str(row.body.get("announcement", "")) for row in rows})}
    lines = (
        Line(
            row.created_ms,
            row.id,
            PLAY,
            about.title,
            about.klass,
            about.zone,
            None,
            announcement=about.id,
            origin=about.origin,
            maker=about.maker,
            approver=row.maker or "",
        )
        for row in rows
        if (about := known.get(str(row.body.get("announcement", ""))))
        and wanted.klass in ("", about.klass)
        and _heard([row.of_area or row.of_device], paths, wanted)
        and _told(wanted, about.title, about.text)
    )
    return _first(lines, most)


SOURCES: tuple[Source, ...] = (notices_due, talks_held, alerts_raised, plays_ordered)


def _behind(
    at: ColumnElement[int], id: ColumnElement[str], wanted: Wanted, before: Place | None
) -> list[ColumnElement[bool]]:
    inside = [at >= wanted.since_ms, at < wanted.until_ms]
    if before is not None:
        # the first half lets the index begin at the place, the second settles what began at the same instant
        inside += [at <= before[0], or_(at < before[0], id < before[1])]
    return inside


def _plain(
    query: Select[Any],
    wanted: Wanted,
    klass: ColumnElement[str] | None,
    by: ColumnElement[str | None],
    subject: ColumnElement[str],
) -> Select[Any] | None:
    """The filters of what happens at once: it is never cancelled beforehand, and who gives it answers for it."""
    if wanted.outcome in (CANCELLED, AHEAD):
        return None
    if wanted.klass and klass is not None:
        query = query.where(klass == wanted.klass)
    if wanted.approver:
        query = query.where(by == wanted.approver)
    return query.where(came_so(wanted.outcome, subject)) if wanted.outcome else query


def _heard(codes: Collection[str], inside: dict[str, Area], wanted: Wanted) -> list[str]:
    """Those of the areas that are the person's own and concern the area that is asked for."""
    mine = [code for code in codes if code in inside]
    if not wanted.area:
        return mine
    path = inside[wanted.area].path if wanted.area in inside else ""
    return [code for code in mine if inside[code].path.startswith(path) or path.startswith(inside[code].path)]


def _told(wanted: Wanted, *texts: str) -> bool:
    return not wanted.words or has_words(wanted.words, *texts)


def _first(lines: Iterator[Line], most: int) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        if len(found) == most:
            break
        found.append(line)
    return found
