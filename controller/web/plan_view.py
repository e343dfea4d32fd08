"""What the week's page of an area or a device shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from controller.api.plan_words import words_of
from controller.broadcast.agenda import Agenda, Entry
from controller.people.who import Who
from controller.store import areas, feeds
from controller.web import moments
from controller.words import say
from controller.words.instants import wall

WEEK = timedelta(days=7)
STRUCK = frozenset({"cancelled", "dropped"})
"""States of what does not happen: their titles are struck through, and say so in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One time on the page."""

    occurrence: str
    start: str
    end: str
    id: str
    title: str
    klass: str
    state: str
    sound: bool
    page: bool
    struck: bool
    words: tuple[str, ...]


def monday(day: date) -> date:
    """The first day of the week in which it lies."""
    return day - timedelta(days=day.weekday())


def days(found: Agenda, today: date, lang: str) -> list[dict[str, Any]]:
    """Each day of the agenda with its lines, also the empty ones."""
    count = (found.last - found.first).days + 1
    lines: dict[date, list[Line]] = {found.first + timedelta(days=number): [] for number in range(count)}
    for one in found.entries:
        start = wall(one.start_ms, found.target.zone)
        lines[min(max(start.date(), found.first), found.last)].append(_line(one, start, found, lang))
    return [
        {"name": moments.day(datetime(day.year, day.month, day.day), lang), "today": day == today, "lines": inside}  # noqa: DTZ001  wall time
        for day, inside in lines.items()
    ]


def _line(one: Entry, start: datetime, found: Agenda, lang: str) -> Line:
    end = wall(one.end_ms, found.target.zone)
    return Line(
        one.occurrence,
        moments.clock(start),
        moments.clock(end) if end.date() == start.date() else "",
        one.announcement.id,
        one.announcement.title,
        one.announcement.klass,
        one.state,
        one.announcement.sound is not None,
        one.announcement.page,
        one.state in STRUCK,
        tuple(words_of(one, found, lang)),
    )


def above(conn: Connection, who: Who, found: Agenda) -> list[tuple[str, str]]:
    """The places around it that the person may see, the widest first: code and name."""
    codes = found.target.path.strip("/").split("/")
    inside = {one.code: one.name for one in areas.below(conn, who.path)}
    around = codes if found.target.kind == "device" else codes[:-1]
    return [(code, inside[code]) for code in around if code in inside]


def below(conn: Connection, found: Agenda) -> list[tuple[str, str]]:
    """The places directly inside an area."""
    if found.target.kind != "area":
        return []
    return [(one.code, one.name) for one in areas.below(conn, found.target.path) if one.parent == found.target.code]


def keys(conn: Connection, who: Who, found: Agenda, lang: str) -> Sequence[dict[str, str]]:
    """The person's own addresses of this plan."""
    mine = [one for one in feeds.of_user(conn, who.user_id) if one.revoked_ms is None]
    return [
        {
            "id": one.id,
            "name": one.name,
            "since": say("plan-key-since", lang, when=f"{wall(one.created_ms, found.target.zone):%d/%m/%Y}"),
        }
        for one in mine
        if (one.kind, one.target) == (found.target.kind, found.target.code)
    ]
