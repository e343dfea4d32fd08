"""What residents told, as staff read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.people.who import Who, may
from controller.residents.feedback import KINDS
from controller.store import announcements, areas, commands, devices, feedback, occurrences
from controller.store.areas import Area
from controller.store.feedback import ANSWERED, CLOSED, NEW, STATES, Told
from controller.web import moments
from controller.web.sights import people
from controller.words.instants import wall

SUSPECT = "suspect"
FILTERS = (NEW, ANSWERED, CLOSED, SUSPECT)
PAGE = 30


def inbox(conn: Connection, who: Who, show: str, before: str, now_ms: int, lang: str) -> dict[str, Any]:
    """One page of it, with how much there is."""
    suspect = show == SUSPECT
    states = STATES if suspect else (show,)
    rows = feedback.below(conn, who.path, states, suspect=suspect, before=_place(before), limit=PAGE + 1)
    counted = feedback.counts(conn, who.path)
    counts = {
        one: sum(count for (state, _, odd), count in counted.items() if not odd and state == one) for one in STATES
    }
    counts[SUSPECT] = sum(count for (_, _, odd), count in counted.items() if odd)
    kinds = {
        kind: sum(count for (state, one, odd), count in counted.items() if not odd and one == kind and state == NEW)
        for kind in KINDS
    }
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return {
        "show": show,
        "filters": FILTERS,
        "counts": counts,
        "kinds": kinds,
        "rows": shown(conn, who, rows[:PAGE], now_ms, lang),
        "older": f"/feedback?show={show}&before={last.came_ms}.{last.id}" if last is not None else "",
    }


def about(
    conn: Connection,
    who: Who,
    now_ms: int,
    lang: str,
    *,
    device: str = "",
    announcement: str = "",
    occurrence: str = "",
) -> list[Any]:
    """What was told about one device, one announcement or one broadcast of it, as far as this person works there."""
    rows = feedback.about(conn, device=device, announcement=announcement, occurrence=occurrence)
    return shown(conn, who, rows, now_ms, lang)


def shown(conn: Connection, who: Who, rows: Sequence[Told], now_ms: int, lang: str) -> list[dict[str, Any]]:
    """Messages of this person's area, with the number to call for who may answer."""
    places = {one.code: one for one in areas.below(conn, who.path, ended=True)}
    named = {one.id: one.name for one in devices.many(conn, {row.device for row in rows if row.device})}
    titles = announcements.titles(conn, {row.announcement for row in rows if row.announcement})
    known = people(conn, {row.answerer for row in rows})
    starts = _starts(conn, {row.occurrence for row in rows if row.occurrence})
    return [
        _one(row, who, places[row.area], places, named, titles, known, starts, now_ms, lang)
        for row in rows
        if row.area in places
    ]


def _one(
    row: Told,
    who: Who,
    area: Area,
    places: dict[str, Area],
    named: dict[str, str],
    titles: dict[str, str],
    known: dict[str | None, str],
    starts: dict[str, int],
    now_ms: int,
    lang: str,
) -> dict[str, Any]:
    replies = may(who, "reply", area.path)
    hamlet = places.get(row.hamlet or "")
    return {
        "id": row.id,
        "kind": row.kind,
        "words": row.words,
        "when": moments.when(wall(row.came_ms, area.zone), lang),
        "ago": moments.ago(row.came_ms, now_ms, lang),
        "place": hamlet.name if hamlet is not None else area.name,
        "device": row.device,
        "device_name": named.get(row.device or "", ""),
        "announcement": row.announcement,
        "title": titles.get(row.announcement or "", ""),
        "occurrence": row.occurrence if row.occurrence in starts else "",
        "broadcast": moments.when(wall(starts[row.occurrence], area.zone), lang) if row.occurrence in starts else "",
        "phone": row.phone if replies else "",
        "state": row.state,
        "suspect": row.suspect,
        "answer": row.answer,
        "answerer": known.get(row.answerer, "") if row.answerer else "",
        "may": replies,
    }


def _starts(conn: Connection, named: set[str]) -> dict[str, int]:
    """When the broadcasts began that are told of: times of announcements, and plays at once."""
    due = {id: one.start_ms for id, one in occurrences.many(conn, named).items()}
    return due | {id: one.created_ms for id, one in commands.many(conn, named - due.keys()).items()}


def _place(before: str) -> tuple[int, str] | None:
    """Where the page before ended; what is none begins at the top."""
    came, _, id = before.partition(".")
    return (int(came), id) if came.isascii() and came.isdigit() and len(came) < 16 and id else None
