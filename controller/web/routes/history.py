"""The station's logbook: what was due when, and how far it came."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.broadcast import board_watch, history, relay_incidents
from controller.store import areas
from controller.web import moments, panel_view, relay_view
from controller.web.render import page
from controller.web.visitors import Visitor
from controller.words import outcomes, say
from controller.words.instants import wall

router = APIRouter(prefix="/history")

Day = Annotated[str, Query(max_length=20)]
DAYS = 7
MOST = 200


@router.get("")
def logbook(request: Request, who: Visitor, desk: AtDesk, since: Day = "", until: Day = "") -> Response:
    """From the first to the last day, both whole; the last week and tomorrow, if nothing is said."""
    lang, errors = language_of(request), {}
    with desk.store.read() as conn:
        zone = ZoneInfo(areas.known(conn, who.area).zone)
    today = wall(desk.now_ms(), zone.key).date()
    begun, over = moments.typed_day(since), moments.typed_day(until)
    first, last = begun or today - timedelta(days=DAYS), over or today + timedelta(days=1)
    if (since and begun is None) or (until and over is None):
        errors["since"] = [say("refused-bad-date", lang, text=since if begun is None else until)]
    with desk.store.read() as conn:
        troubles = relay_incidents.since(conn, who, _ms(first, zone), _ms(last + timedelta(days=1), zone))
        boards = board_watch.since(conn, who, _ms(first, zone), _ms(last + timedelta(days=1), zone))
    entries = history.logbook(desk, who, _ms(first, zone), _ms(last + timedelta(days=1), zone), MOST)
    return page(
        request,
        "history.html",
        since=since or f"{first:%Y-%m-%d}",
        until=until or f"{last:%Y-%m-%d}",
        errors=errors,
        entries=[_entry(one, lang) for one in entries],
        more=len(entries) == MOST,
        troubles=[relay_view.trouble(one, zone.key, lang) for one in troubles],
        boards=[panel_view.trouble(one, zone.key, lang) for one in boards],
    )


def _ms(day: date, zone: ZoneInfo) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)


def _entry(one: history.Entry, lang: str) -> dict[str, Any]:
    row, due = one.announcement, one.occurrence
    return {
        "when": moments.when(wall(due.start_ms, row.zone), lang),
        "id": row.id,
        "title": row.title,
        "klass": row.klass,
        "state": due.state,
        "late": outcomes.summary(*one.late, lang),
        "counts": _counts(one),
    }


def _counts(one: history.Entry) -> list[dict[str, Any]]:
    """How many devices stand where; those that were too soft are no good end."""
    counts = {rung: count - one.quiet.get(rung, 0) for rung, count in one.counts.items()}
    counts["quiet"] = sum(one.quiet.values())
    return [{"rung": rung, "count": count} for rung, count in counts.items() if count]
