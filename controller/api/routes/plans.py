"""Plans to read, of an area or a device: as JSON, and as iCalendar for calendar programs."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api import calendar
from controller.api.answers import responses
from controller.api.door import Asking, person_of
from controller.api.language import language_of
from controller.api.models.plans import Fate, Plan, PlanEntry
from controller.api.plan_words import of_fate, places_of, words_of
from controller.api.system import AtDesk
from controller.broadcast import agenda as reading
from controller.broadcast.agenda import Agenda, Entry
from controller.broadcast.desk import Desk
from controller.people import feeds
from controller.people.who import Who
from controller.words.instants import wall

router = APIRouter(tags=["plans"])

WEEK = timedelta(days=6)
CALENDAR = "text/calendar; charset=utf-8"
From = Annotated[date | None, Query(alias="from", description="first day, in the zone of the place; today")]
Until = Annotated[date | None, Query(description="last day; six days after the first")]
Key = Annotated[str, Query(max_length=100, description="the secret of a feed, from `POST /feeds`")]
RESPONSES = responses(401, 403, 404, 422)
FILE = {**responses(401, 403, 404), 200: {"content": {"text/calendar": {}}}}


@router.get("/areas/{code}/plan", responses=RESPONSES)
def of_area(code: str, request: Request, who: Asking, desk: AtDesk, first: From = None, until: Until = None) -> Plan:
    """What an area with all below it has to do, and what becomes of each time."""
    begin, end = days(desk, first, until)
    return _told(reading.of_area(desk, who, code, begin, end), language_of(request))


@router.get("/devices/{id}/plan", responses=RESPONSES)
def of_device(id: str, request: Request, who: Asking, desk: AtDesk, first: From = None, until: Until = None) -> Plan:
    """What one device has to do, and what becomes of each time."""
    begin, end = days(desk, first, until)
    return _told(reading.of_device(desk, who, id, begin, end), language_of(request))


@router.get("/areas/{code}/plan.ics", response_class=Response, responses=FILE)
def feed_of_area(code: str, request: Request, desk: AtDesk, key: Key = "") -> Response:
    """The same as an iCalendar file: a fortnight back, and ahead as far as timetables reach."""
    who = _reader(request, desk, "area", code, key)
    return _file(request, desk, who, reading.of_area(desk, who, code, *_around(desk)))


@router.get("/devices/{id}/plan.ics", response_class=Response, responses=FILE)
def feed_of_device(id: str, request: Request, desk: AtDesk, key: Key = "") -> Response:
    """The same of one device."""
    who = _reader(request, desk, "device", id, key)
    return _file(request, desk, who, reading.of_device(desk, who, id, *_around(desk)))


def days(desk: Desk, first: date | None, until: date | None) -> tuple[date, date]:
    """The days that are asked for: a week from today, where nothing is said."""
    begin = first or wall(desk.now_ms(), desk.settings.zone).date()
    return begin, until or begin + WEEK


def _around(desk: Desk) -> tuple[date, date]:
    today = wall(desk.now_ms(), desk.settings.zone).date()
    return today - timedelta(days=calendar.BACK_DAYS), today + timedelta(days=desk.settings.horizon_days)


def _reader(request: Request, desk: Desk, kind: str, target: str, key: str) -> Who:
    """Who reads: by the secret in the address, which calendar programs have, or like everywhere else."""
    return feeds.reader(desk.store, key, kind, target) if key else person_of(request)


def _file(request: Request, desk: Desk, who: Who, found: Agenda) -> Response:
    with desk.store.read() as conn:
        where = places_of(conn, {one.announcement.id for one in found.entries})
    body = calendar.feed(desk, found, where, desk.settings.http.public_url, who.language)
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "content-language": who.language}
    if etag in [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'inline; filename="{found.target.code}.ics"'
    return Response(body, headers=headers, media_type=CALENDAR)


def _told(found: Agenda, lang: str) -> Plan:
    target = found.target
    return Plan(
        kind=target.kind,  # type: ignore[arg-type]  # pydantic checks the word
        code=target.code,
        name=target.name,
        zone=target.zone,
        first=found.first.isoformat(),
        last=found.last.isoformat(),
        entries=[_entry(one, found, lang) for one in found.entries],
    )


def _entry(one: Entry, found: Agenda, lang: str) -> PlanEntry:
    row = one.announcement
    return PlanEntry(
        occurrence=one.occurrence,
        announcement=row.id,
        title=row.title,
        klass=row.klass,
        sound=row.sound is not None,
        page=row.page,
        state=one.state,  # type: ignore[arg-type]  # pydantic checks the word
        programme=one.listed.programme if one.listed is not None else None,
        due_ms=one.due_ms,
        start_ms=one.start_ms,
        end_ms=one.end_ms,
        start=wall(one.start_ms, found.target.zone).isoformat(timespec="minutes"),
        words=words_of(one, found, lang),
        fates=[
            Fate(
                state=fate.state,  # type: ignore[arg-type]  # pydantic checks the word
                start_ms=fate.start_ms,
                end_ms=fate.end_ms,
                words=of_fate(fate, found, lang),
                devices=list(fate.devices),
            )
            for fate in one.fates
        ],
    )
