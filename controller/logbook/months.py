"""A month in figures, counted by the database: how much was told, how much of it sounded, where and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from controller.logbook.line import Tally
from controller.logbook.sources import GONE, alerts_raised, talks_held
from controller.logbook.tallies import SPEAKER, added, kind_of
from controller.logbook.wanted import KLASSES, WITHDRAWN, Wanted
from controller.people.who import Who
from controller.store import areas as places
from controller.store import feed
from controller.store.areas import within
from controller.store.tables import announcements, areas, deliveries, devices, feedback, media, occurrences

MOST_TALKS = 5_000
NOTHING = Tally()
HOW = (devices.c.area, devices.c.profile, deliveries.c.rung, deliveries.c.reason)


@dataclass(frozen=True, slots=True)
class Sum:
    """Of one class: broadcasts that were due, those that were cancelled, ms on air, and how far they came."""

    due: int = 0
    gone: int = 0
    air_ms: int = 0
    speakers: Tally = NOTHING
    boards: Tally = NOTHING


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said live, and how many alarms were raised."""

    talks: int = 0
    air_ms: int = 0
    alerts: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of some days in one's own area."""

    classes: Mapping[str, Sum]
    days: Mapping[int, int]
    """Ms on air by day: its first instant."""
    places: Mapping[str, Tally]
    """Loudspeakers by the code of the place where they hang."""
    reasons: Mapping[str, int]
    spoken: Spoken
    residents: Mapping[str, int] = field(default_factory=dict)
    """What residents told, by kind."""


def counted(conn: Connection, who: Who, since_ms: int, until_ms: int, now_ms: int) -> Month:
    """Everything that began in [since, until) and before now."""
    until_ms = max(since_ms, min(until_ms, now_ms))
    classes, reasons = {name: Sum() for name in KLASSES}, dict[str, int]()
    for klass, state, count, air in conn.execute(_due(who, since_ms, until_ms)).all():
        one = classes.get(klass, Sum())
        gone = state in GONE
        classes[klass] = Sum(
            one.due + count, one.gone + (count if gone else 0), one.air_ms + (0 if gone else int(air or 0))
        )
    came, here = _came(conn, who, since_ms, until_ms, reasons)
    for klass, (speakers, boards) in came.items():
        one = classes.get(klass, Sum())
        classes[klass] = Sum(one.due, one.gone, one.air_ms, speakers, boards)
    wanted = Wanted(since_ms, until_ms)
    talks = talks_held(conn, who, wanted, None, MOST_TALKS)
    spoken = Spoken(
        len(talks),
        sum(max(0, (one.until_ms or one.at_ms) - one.at_ms) for one in talks),
        len(alerts_raised(conn, who, wanted, None, MOST_TALKS)),
    )
    return Month(
        classes, _days(conn, who, since_ms, until_ms), here, reasons, spoken, _told(conn, who, since_ms, until_ms)
    )


def _mine(who: Who, since_ms: int, until_ms: int) -> ColumnElement[bool]:
    return and_(within(areas.c.path, who.path), occurrences.c.start_ms >= since_ms, occurrences.c.start_ms < until_ms)


def _due(who: Who, since_ms: int, until_ms: int) -> Select[Any]:
    return (
        select(announcements.c.klass, occurrences.c.state, func.count(), func.sum(media.c.length_ms))
        .join_from(occurrences, announcements, occurrences.c.announcement == announcements.c.id)
        .join(areas, announcements.c.area == areas.c.code)
        .join(media, announcements.c.sound == media.c.hash, isouter=True)
        .where(_mine(who, since_ms, until_ms))
        .group_by(announcements.c.klass, occurrences.c.state)
    )


def _days(conn: Connection, who: Who, since_ms: int, until_ms: int) -> dict[int, int]:
    day = 86_400_000
    number = (occurrences.c.start_ms - since_ms) // day
    query = (
        select(number, func.sum(media.c.length_ms))
        .join_from(occurrences, announcements, occurrences.c.announcement == announcements.c.id)
        .join(areas, announcements.c.area == areas.c.code)
        .join(media, announcements.c.sound == media.c.hash)
        .where(_mine(who, since_ms, until_ms), occurrences.c.state.not_in(GONE))
        .group_by(number)
    )
    return {since_ms + int(at) * day: int(air) for at, air in conn.execute(query).all()}


def _came(
    conn: Connection, who: Who, since_ms: int, until_ms: int, reasons: dict[str, int]
) -> tuple[dict[str, tuple[Tally, Tally]], dict[str, Tally]]:
    """By class, loudspeakers and boards; by place, loudspeakers; and ``reasons`` filled."""
    query = (
        select(
            announcements.c.klass,
            devices.c.area,
            devices.c.profile,
            deliveries.c.rung,
            deliveries.c.reason,
            func.count(),
        )
        .join_from(occurrences, announcements, occurrences.c.announcement == announcements.c.id)
        .join(areas, announcements.c.area == areas.c.code)
        .join(deliveries, deliveries.c.subject == occurrences.c.id)
        .join(devices, devices.c.id == deliveries.c.device)
        .where(_mine(who, since_ms, until_ms), occurrences.c.state.not_in(GONE), deliveries.c.kind != WITHDRAWN)
        .group_by(announcements.c.klass, *HOW)
    )
    classes: dict[str, tuple[Tally, Tally]] = {}
    here: dict[str, Tally] = {}
    for klass, area, model, rung, reason, count in conn.execute(query).all():
        horn = kind_of(model) == SPEAKER
        speakers, boards = classes.get(klass, (Tally(), Tally()))
        one = added(speakers if horn else boards, rung, reason, count)
        classes[klass] = (one, boards) if horn else (speakers, one)
        if horn:
            here[area] = added(here.get(area, Tally()), rung, reason, count)
        for name, more in added(Tally(), rung, reason, count).reasons.items():
            reasons[name] = reasons.get(name, 0) + more
    return classes, here


def _told(conn: Connection, who: Who, since_ms: int, until_ms: int) -> dict[str, int]:
    inside = [one.code for one in places.below(conn, who.path)]
    query = (
        select(feedback.c.kind, func.count())
        .where(feed.among(conn, feedback.c.area, inside), feedback.c.came_ms >= since_ms, feedback.c.came_ms < until_ms)
        .where(~feedback.c.suspect)
        .group_by(feedback.c.kind)
    )
    return dict(conn.execute(query).all())
