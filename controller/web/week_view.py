"""The week in one look: a drawing that needs no script, and the same times for the calendar of browsers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.agenda import PAST, Agenda, Entry
from controller.broadcast.programmes.outlook import hours_of
from controller.people.who import Who, may
from controller.store import areas, exceptions, media
from controller.web import moments
from controller.web.plan_view import STRUCK
from controller.words import say
from controller.words.instants import wall
from schedules.hours import Week

FROM, UNTIL = 4 * 60, 23 * 60
"""Minutes of the day that are drawn; what lies outside stands at the edge."""
LEFT, ROW, LEAST = 46, 30, 7
"""Room for the days' names, height of a day, and how long the shortest sound is drawn: in units of two minutes."""
SHORTEST_MS = 15 * 60_000
"""In the browser's calendar: what is shorter could not be read or taken hold of."""
CHANGED = frozenset({"moved", "cut", "dropped", "asks"})
"""Something else stood in its way."""
MOVABLE = ("approved", "ready", "planned")
_MOVED = re.compile(r"([a-z0-9-]{1,64})/(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})")
_ORIGINAL = re.compile(r"\.(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})(?:\d{2})?")


def original_of(occurrence: str) -> str:
    """``2026-11-22T05:30`` of ``a7k2m9qrt.20261122t0530``; empty for anything else."""
    found = _ORIGINAL.search(occurrence)
    return "{}-{}-{}T{}:{}".format(*found.groups()) if found else ""


def movable(conn: Connection, who: Who, found: Agenda, now_ms: int) -> dict[str, str]:
    """Of what this person may propose to move: by occurrence, its original time."""
    paths: dict[str, str] = {}
    moves = {}
    for one in found.entries:
        row = one.announcement
        if row.area not in paths:
            paths[row.area] = areas.known(conn, row.area).path
        ahead = one.start_ms > now_ms and one.state not in (PAST, "cancelled")
        if ahead and row.state in MOVABLE and may(who, "write", paths[row.area]):
            moves[one.occurrence] = original_of(one.occurrence)
    return {name: original for name, original in moves.items() if original}


def lengths(conn: Connection, found: Agenda) -> dict[str, int]:
    """How long each sound is, by its hash."""
    return media.lengths(conn, {one.announcement.sound for one in found.entries if one.announcement.sound})


def drawing(conn: Connection, found: Agenda, sounds: Mapping[str, int], today: date, lang: str) -> dict[str, Any]:
    """A row a day, hours from left to right: when it may sound, what sounds, what boards show, what gave way."""
    week = _week(conn, found)
    days = [found.first + timedelta(days=number) for number in range((found.last - found.first).days + 1)]
    rows = {day: _row(number, day, week, today, lang) for number, day in enumerate(days)}
    for one in found.entries:
        start = wall(one.start_ms, found.target.zone)
        if start.date() in rows:
            rows[start.date()]["marks"].append(_mark(one, start.hour * 60 + start.minute, found, sounds, lang))
    wide = LEFT + _across(UNTIL) + 6
    hours = [{"at": LEFT + _across(hour * 60), "said": hour} for hour in range(FROM // 60, UNTIL // 60 + 1, 2)]
    return {
        "rows": list(rows.values()),
        "hours": hours,
        "wide": wide,
        "tall": ROW * len(days),
        "left": LEFT,
        "row": ROW,
    }


def _week(conn: Connection, found: Agenda) -> Week:
    code = found.target.code if found.target.kind == "area" else found.target.path.strip("/").split("/")[-1]
    return hours_of(conn, code).week or ((),) * 7


def _across(minute: int) -> float:
    return (min(max(minute, FROM), UNTIL) - FROM) / 2


def _row(number: int, day: date, week: Week, today: date, lang: str) -> dict[str, Any]:
    return {
        "top": number * ROW,
        "name": f"{say(f'web-weekday-short-{day.isoweekday()}', lang)} {day.day}",
        "today": day == today,
        "open": [
            {"left": LEFT + _across(one.start), "wide": _across(one.end) - _across(one.start)}
            for one in week[day.weekday()]
        ],
        "marks": [],
    }


def _mark(one: Entry, minute: int, found: Agenda, sounds: Mapping[str, int], lang: str) -> dict[str, Any]:
    lasting = (end_of(one, sounds) - one.start_ms) / 60_000
    left = LEFT + _across(minute)
    said = f"{wall(one.start_ms, found.target.zone):%H:%M} {one.announcement.title}"
    return {
        "left": left,
        "wide": max(LEAST, min(lasting / 2, LEFT + _across(UNTIL) - left)),
        "klass": one.announcement.klass,
        "sound": one.announcement.sound is not None,
        "struck": one.state in STRUCK,
        "changed": one.state in CHANGED,
        "said": f"{said}, {say(f'class-{one.announcement.klass}', lang)}, {say(f'plan-{one.state}', lang)}",
    }


def end_of(one: Entry, sounds: Mapping[str, int]) -> int:
    """When it is silent again; of what only boards show, when they do not any more."""
    length = sounds.get(one.announcement.sound or "", 0)
    return one.start_ms + length if length else one.end_ms


def events(
    found: Agenda, sounds: Mapping[str, int], moves: Mapping[str, str], lang: str
) -> Sequence[Mapping[str, Any]]:
    """The same for the browser's calendar: wall times, the class as a word, and where to go when it is dropped."""
    zone, here = found.target.zone, f"/{found.target.kind}s/{found.target.code}/plan?from={found.first:%Y-%m-%d}"
    told = []
    for one in found.entries:
        end_ms = max(end_of(one, sounds), one.start_ms + SHORTEST_MS)
        original = moves.get(one.occurrence, "")
        row = one.announcement
        told.append(
            {
                "id": one.occurrence,
                "start": _local(one.start_ms, zone),
                "end": _local(end_ms, zone),
                "title": row.title,
                "clock": moments.clock(wall(one.start_ms, zone)),
                "klass": row.klass,
                "said": say(f"class-{row.klass}", lang),
                "sound": row.sound is not None,
                "struck": one.state in STRUCK,
                "changed": one.state in CHANGED,
                "state": say(f"plan-{one.state}", lang) if one.state in CHANGED | STRUCK else "",
                "url": f"/announcements/{row.id}",
                "moving": f"/announcements/{row.id}/times/{original}/moving" if original else "",
                "back": here,
            }
        )
    return told


def _local(at_ms: int, zone: str) -> str:
    return f"{wall(at_ms, zone):%Y-%m-%dT%H:%M:%S}"


def calendar(found: Agenda, sounds: Mapping[str, int], moves: Mapping[str, str], lang: str) -> Mapping[str, Any]:
    """All that the browser's calendar needs; it is drawn from the first hour of anything to the last."""
    told = events(found, sounds, moves, lang)
    first = min((one["start"][11:13] for one in told), default="05")
    last = max((one["end"][11:13] if one["end"][:10] == one["start"][:10] else "23" for one in told), default="18")
    return {
        "first": f"{found.first:%Y-%m-%d}",
        "from": f"{min(int(first), 5):02}:00",
        "until": f"{min(max(int(last) + 1, 19), 24):02}:00",
        "days": [say(f"web-weekday-{number}", lang) for number in range(1, 8)],
        "events": told,
    }


def proposed(conn: Connection, moved: str) -> tuple[str, str] | None:
    """What was just proposed to move, as an address names it, as long as it waits."""
    found = _MOVED.fullmatch(moved)
    if found is None or found[2] not in exceptions.of_announcement(conn, found[1], exceptions.PROPOSED):
        return None
    return found[1], found[2]
