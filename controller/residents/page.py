"""What a commune tells its people: what was agreed to, when it sounds, and what hangs there now.

Everything is read from rows that planning left; nothing is planned for who looks. What nobody agreed to yet, who wrote
it, and which box is which, is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from controller.broadcast import single_value, wall
from controller.broadcast.desk import Desk
from controller.broadcast.wall_plan import SAFE
from controller.residents import at_once
from controller.residents.at_once import HEARD, Here, OnAir
from controller.residents.sounds import Sound, sounds
from controller.store import alerts, announcements, areas, deliveries, exceptions, occurrences, open_pages
from controller.store.announcements import Announcement, Audience
from controller.store.areas import Area
from controller.store.occurrences import Occurrence
from controller.words.instants import wall as wall_of
from schedules.announcement import AnnouncementId, occurrence_id
from schedules.lifecycle import State
from schedules.walltime import parse_local

DAY_MS = 86_400_000
BACK_MS, AHEAD_MS = 7 * DAY_MS, 8 * DAY_MS
MOST, MOST_BOARDS = 30, 12
AGREED = frozenset({State.APPROVED, State.READY, State.PLANNED, State.ENDED, State.CANCELLED, State.FAILED})
COMING, NOW, SOUNDED, OVER, CANCELLED, DROPPED = "coming", "now", "sounded", "over", "cancelled", "dropped"
"""What became of one time, as people say it."""
EDITED = "changed"
"""It was cancelled because an edit gave it another time, which is told instead."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a notice."""

    occurrence: str
    start_ms: int
    state: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is told, with its times; ``where`` is empty for the whole commune."""

    announcement: str
    title: str
    text: str
    klass: str
    page: bool
    where: tuple[str, ...]
    times: tuple[Time, ...]
    sound: Sound | None


@dataclass(frozen=True, slots=True)
class Hanging:
    """A board and what it reports to show."""

    name: str
    place: str
    title: str
    picture: str
    width: int
    height: int
    at_ms: int | None


@dataclass(frozen=True, slots=True)
class Emergency:
    """What is called out now."""

    headline: str
    text: str
    place: str
    since_ms: int
    drill: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Everything, as it was at one instant."""

    area: Area
    made_ms: int
    emergencies: tuple[Emergency, ...]
    on_air: tuple[OnAir, ...]
    today: tuple[Notice, ...]
    coming: tuple[Notice, ...]
    earlier: tuple[Notice, ...]
    boards: tuple[Hanging, ...]


def page(conn: Connection, desk: Desk, area: Area) -> Page:
    """The page of an open commune."""
    now_ms = desk.now_ms()
    told = notices(conn, desk, area)
    day = _day(now_ms, area.zone)
    today = [_at(one, [it for it in one.times if _day(it.start_ms, area.zone) == day]) for one in told]
    coming = [_at(one, [it for it in one.times if _day(it.start_ms, area.zone) > day]) for one in told]
    over = [
        _at(one, [it for it in one.times if _day(it.start_ms, area.zone) < day and it.state in (SOUNDED, OVER)][::-1])
        for one in told
    ]
    earlier = sorted((one for one in over if one.times), key=lambda one: -one.times[0].start_ms)
    return Page(
        area,
        now_ms,
        _emergencies(conn, area, now_ms),
        at_once.on_air(conn, desk, area),
        _first(today),
        _first(coming),
        tuple(earlier[:MOST]),
        _boards(conn, desk, area),
    )


def notices(conn: Connection, desk: Desk, area: Area, only: str | None = None) -> list[Notice]:
    """What is told here, from a week back to a week ahead (of one announcement), by the first of its times; nothing
    where people practise."""
    now_ms = desk.now_ms()
    if at_once.is_practising(conn, area):
        return []
    here = Here.of(conn, area)
    codes = {*here.above, *here.places}
    due = open_pages.due(conn, codes, set(here.reached), now_ms - BACK_MS, now_ms + AHEAD_MS)
    due = [one for one in due if only in (None, one.announcement) and _is_told(one)]
    ids = {one.announcement for one in due}
    rows = {row.id: row for row in announcements.many(conn, ids) if is_agreed(row)}
    due = [one for one in due if one.announcement in rows]
    counts = deliveries.counts(conn, [one.id for one in due if one.start_ms <= now_ms])
    whom = announcements.audiences(conn, rows)
    varied = _varied(conn, rows)
    grouped: dict[tuple[str, str, str | None, tuple[str, ...]], tuple[Announcement, list[Time]]] = {}

    def add(row: Announcement, audience: Audience, time: Time) -> None:
        key = (row.id, row.text, row.sound, here.names(audience))
        grouped.setdefault(key, (row, []))[1].append(time)

    for one in due:
        state = _state(one, counts.get(one.id, {}), now_ms)
        row = varied.get(one.id, rows[one.announcement])
        add(row, whom.get(row.id, Audience()), Time(one.id, one.start_ms, state))
    for play in at_once.plays(conn, here, now_ms - BACK_MS, now_ms, only):
        if is_agreed(play.row) and not play.drill:
            add(play.row, play.whom, Time(play.id, play.start_ms, NOW if play.is_on else SOUNDED))
    heard = sounds(conn, [row.sound for row, _ in grouped.values() if row.sound])
    return [
        Notice(
            row.id,
            row.title,
            row.text,
            row.klass,
            row.page,
            where,
            tuple(sorted(times, key=lambda one: one.start_ms)),
            heard.get(row.sound or "") if any(one.state in (NOW, SOUNDED, OVER) for one in times) else None,
        )
        for (_, _, _, where), (row, times) in grouped.items()
    ]


def is_agreed(row: Announcement) -> bool:
    """Whether somebody agreed to exactly what stands there now: a draft is nobody's business."""
    return row.state in AGREED and row.approved_fingerprint == row.fingerprint


def _is_told(one: Occurrence) -> bool:
    """Nobody is told what waits, what was written anew, and what was practised."""
    unsaid = (EDITED, occurrences.PRACTISED)
    return one.state != occurrences.ASKS and not (one.state == occurrences.CANCELLED and one.reason in unsaid)


def _state(one: Occurrence, counts: Mapping[str, int], now_ms: int) -> str:
    if one.state == occurrences.CANCELLED:
        return CANCELLED
    if one.state == occurrences.DROPPED:
        return DROPPED
    if one.start_ms > now_ms:
        return COMING
    if HEARD & counts.keys():
        return SOUNDED
    return NOW if one.end_ms > now_ms else OVER


def _varied(conn: Connection, rows: Mapping[str, Announcement]) -> dict[str, Announcement]:
    """Occurrences that tell something else than their series, as they were agreed."""
    return {
        occurrence_id(AnnouncementId(id), parse_local(one.original_local)): single_value.varied(rows[id], one)
        for id, singles in exceptions.agreed(conn, rows).items()
        for one in filter(single_value.is_varied, singles)
    }


def _at(one: Notice, times: Sequence[Time]) -> Notice:
    over = any(time.state in (NOW, SOUNDED, OVER) for time in times)
    sound = one.sound if over else None
    return Notice(one.announcement, one.title, one.text, one.klass, one.page, one.where, tuple(times), sound)


def _first(found: Sequence[Notice]) -> tuple[Notice, ...]:
    there = sorted((one for one in found if one.times), key=lambda one: one.times[0].start_ms)
    return tuple(there[:MOST])


def _emergencies(conn: Connection, area: Area, now_ms: int) -> tuple[Emergency, ...]:
    lasting = alerts.active_for(conn, area.path, now_ms)
    rows = {row.id: row for row in announcements.many(conn, {one.announcement for one in lasting})}
    names = {one.scope: areas.known(conn, one.scope).name for one in lasting}
    return tuple(
        Emergency(
            one.headline,
            rows[one.announcement].text if is_agreed(rows[one.announcement]) else "",
            names[one.scope],
            one.created_ms,
            one.drill,
        )
        for one in lasting
    )


def _boards(conn: Connection, desk: Desk, area: Area) -> tuple[Hanging, ...]:
    names = {one.code: one.name for one in areas.below(conn, area.path)}
    return tuple(
        Hanging(
            one.device.name,
            names.get(one.device.area, area.name),
            "" if one.shows == SAFE else one.shows,
            one.picture,
            one.panel.width,
            one.panel.height,
            one.at_ms,
        )
        for one in wall.hanging(conn, desk, area.path)
        if one.state == wall.SHOWS and one.picture
    )[:MOST_BOARDS]


def _day(ms: int, zone: str) -> date:
    return wall_of(ms, zone).date()
