"""The station's book: looked up, page by page from a place on, and as files for paper and spreadsheets."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.language import language_of
from controller.api.models.logbook import BookLine, BookPage, Mended, MendGiven, Tally
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.logbook import again, reading, telling
from controller.logbook.line import Place
from controller.logbook.wanted import Wanted
from controller.people.who import Who
from controller.store import areas
from controller.words.instants import wall

router = APIRouter(prefix="/logbook", tags=["history"])

DAYS = 7
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RESPONSES = responses(401, 404, 422)
_PLACE = re.compile(r"(\d{1,14})-([A-Za-z0-9._:-]{1,96})")
_WORD = Query(max_length=64)


class Asked:
    """What is looked for: whole days in the zone of one's own area; what is empty is not asked for."""

    def __init__(
        self,
        since: Annotated[date | None, Query(description="first day; a week ago")] = None,
        until: Annotated[date | None, Query(description="last day; tomorrow")] = None,
        area: Annotated[str, _WORD] = "",
        klass: Annotated[str, Query(alias="class", max_length=64)] = "",
        words: Annotated[str, Query(max_length=200, description="with or without marks")] = "",
        outcome: Annotated[str, Query(max_length=64, description="sounded, failed, nowhere, cancelled, ahead")] = "",
        approver: Annotated[str, Query(max_length=64, description="a person's id")] = "",
    ) -> None:
        self.since, self.until, self.area, self.klass = since, until, area, klass
        self.words, self.outcome, self.approver = words.replace("\x00", ""), outcome, approver


AsAsked = Annotated[Asked, Depends()]


def wanted_of(desk: Desk, who: Who, asked: Asked) -> tuple[Wanted, date, date]:
    """What is looked for in instants, with its first and last day."""
    with desk.store.read() as conn:
        zone = ZoneInfo(areas.known(conn, who.area).zone)
    today = wall(desk.now_ms(), zone.key).date()
    first = asked.since or today - timedelta(days=DAYS)
    last = asked.until or max(first, today + timedelta(days=1))
    if not 1970 < first.year < 2200 or not 1970 < last.year < 2200:
        raise Refused("bad-date", "since", text=f"{first:%Y-%m-%d}")
    span = midnight(first, zone), midnight(last + timedelta(days=1), zone)
    return Wanted(*span, asked.area, asked.klass, asked.words.strip(), asked.outcome, asked.approver), first, last


def midnight(day: date, zone: ZoneInfo) -> int:
    """The instant at which a day begins."""
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)


def place_of(text: str) -> Place | None:
    """A place in the book as an address has it. Refuses ``book-place``."""
    if not text:
        return None
    found = _PLACE.fullmatch(text)
    if found is None:
        raise Refused("book-place", "before")
    return int(found[1]), found[2]


@router.get("", responses=RESPONSES)
def lines(
    request: Request,
    who: Asking,
    desk: AtDesk,
    asked: AsAsked,
    before: Annotated[str, Query(max_length=120, description="`next` of the page before")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> BookPage:
    """Everything that sounded, showed, or should have, in one's own area, the newest first.

    `GET /history` has the announcements among these lines in figures: devices counted by rung.
    """
    wanted, _, _ = wanted_of(desk, who, asked)
    with desk.store.read() as conn:
        found = reading.lines(conn, who, wanted, place_of(before), limit + 1)
        told = telling.told(conn, found[:limit], language_of(request))
    last = found[limit - 1] if len(found) > limit else None
    return BookPage(lines=[_line(one) for one in told], next=f"{last.at_ms}-{last.id}" if last else None)


@router.post("/{subject}/mend", responses=responses(401, 403, 404, 422), status_code=202)
def mend(subject: str, given: MendGiven, who: Asking, desk: AtDesk) -> Mended:
    """Do something about what failed there: play it again, ask for a report, or for a self-test.

    Of a box that was asked for the same a moment ago nothing is asked twice; it does not count.
    """
    return Mended(ordered=again.mend(desk, who, subject, given.kind, given.devices))


@router.get("/book.pdf", response_class=Response, responses={**RESPONSES, 200: {"content": {PDF: {}}}})
def pdf(request: Request, who: Asking, desk: AtDesk, asked: AsAsked) -> Response:
    """The official book on A4, the oldest line first, with numbered columns and room to sign."""
    return printed(request, who, desk, asked)


@router.get("/book.xlsx", response_class=Response, responses={**RESPONSES, 200: {"content": {XLSX: {}}}})
def xlsx(request: Request, who: Asking, desk: AtDesk, asked: AsAsked) -> Response:
    """The same as a spreadsheet. Whatever people wrote is text in it, never a formula."""
    return tabled(request, who, desk, asked)


def printed(request: Request, who: Who, desk: Desk, asked: Asked) -> Response:
    """The book as PDF."""
    from controller.logbook import paper  # brings much along, as the next one does, and is seldom asked for
    from controller.press.book import bound

    told, area, first, last = _whole(request, who, desk, asked)
    today = wall(desk.now_ms(), desk.settings.zone).date()
    body = bound(paper.book(told, area, first, last, today, language_of(request)))
    return file(body, PDF, f"so-nhat-ky-{first}-{last}.pdf")


def tabled(request: Request, who: Who, desk: Desk, asked: Asked) -> Response:
    """The book as XLSX."""
    from controller.logbook import paper

    told, area, first, last = _whole(request, who, desk, asked)
    return file(paper.sheet(told, area, first, last, language_of(request)), XLSX, f"so-nhat-ky-{first}-{last}.xlsx")


def _whole(request: Request, who: Who, desk: Desk, asked: Asked) -> tuple[list[telling.Told], str, date, date]:
    wanted, first, last = wanted_of(desk, who, asked)
    with desk.store.read() as conn:
        told = telling.told(conn, reading.whole(conn, who, wanted), language_of(request))
        return told, areas.known(conn, wanted.area or who.area).name, first, last


def file(body: bytes, kind: str, name: str) -> Response:
    """A file to keep."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-store"}
    return Response(body, headers=headers, media_type=kind)


def _line(one: telling.Told) -> BookLine:
    line = one.line
    return BookLine(
        id=line.id,
        kind=line.kind,  # type: ignore[arg-type]  # pydantic checks the word
        announcement=line.announcement,
        at_ms=line.at_ms,
        until_ms=line.until_ms,
        title=one.title,
        klass=line.klass,
        state=line.state,
        drill=line.drill,
        source=one.source,
        maker=one.maker,
        approver=one.approver,
        result=one.result,
        look=one.look,  # type: ignore[arg-type]  # likewise
        note=one.note,
        speakers=Tally.model_validate(line.speakers),
        boards=Tally.model_validate(line.boards),
    )
