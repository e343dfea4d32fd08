"""The station's logbook: what was due when, and how far it came; looked up, printed, and as a spreadsheet."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, mistakes
from controller.api.routes import logbook as book
from controller.api.routes.logbook import Asked
from controller.api.system import AtDesk
from controller.broadcast import board_watch, relay_incidents
from controller.logbook import reading, telling
from controller.store import areas
from controller.web import logbook_view, moments, panel_view, relay_view
from controller.web.logbook_view import FIELDS, address
from controller.web.render import page
from controller.web.visitors import Visitor
from controller.words import say

router = APIRouter(prefix="/history")

PAGE = 50


@router.get("")
def logbook(
    request: Request, who: Visitor, desk: AtDesk, before: Annotated[str, Query(max_length=120)] = ""
) -> Response:
    """From the first to the last day, both whole; the last week and tomorrow, if nothing is said."""
    lang, errors = language_of(request), {}
    asked, typed, wrong = _asked(request, lang)
    if wrong:
        errors["since"] = [wrong]
    try:
        wanted, first, last = book.wanted_of(desk, who, asked)
        place = book.place_of(before)
        with desk.store.read() as conn:
            found = reading.lines(conn, who, wanted, place, PAGE + 1)
            told = telling.told(conn, found[:PAGE], lang)
    except REFUSALS as refused:
        for one in mistakes(refused, lang):
            errors.setdefault(one.field or "since", []).append(one.detail)
        wanted, first, last = book.wanted_of(desk, who, Asked())
        found, told = [], []
    with desk.store.read() as conn:
        zone = areas.known(conn, who.area).zone
        troubles = relay_incidents.since(conn, who, wanted.since_ms, wanted.until_ms)
        boards = board_watch.since(conn, who, wanted.since_ms, wanted.until_ms)
        choices = logbook_view.filters(conn, who, lang)
    typed |= {"since": typed["since"] or f"{first:%Y-%m-%d}", "until": typed["until"] or f"{last:%Y-%m-%d}"}
    more = len(found) > PAGE
    return page(
        request,
        "history.html",
        typed=typed,
        choices=choices,
        filtered=any(typed[name] for name in FIELDS[2:]),
        narrowed=any(typed[name] for name in FIELDS[2:] if name != "words"),
        errors=errors,
        entries=logbook_view.entries(told),
        older=address("/history", typed, before=f"{found[PAGE - 1].at_ms}-{found[PAGE - 1].id}") if more else "",
        newest=address("/history", typed) if before else "",
        pdf=address("/history/book.pdf", typed),
        xlsx=address("/history/book.xlsx", typed),
        troubles=[relay_view.trouble(one, zone, lang) for one in troubles],
        boards=[panel_view.trouble(one, zone, lang) for one in boards],
    )


@router.get("/book.pdf")
def printed(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """The official book, to print and to sign."""
    return book.printed(request, who, desk, _asked(request, language_of(request))[0])


@router.get("/book.xlsx")
def tabled(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """The same as a spreadsheet."""
    return book.tabled(request, who, desk, _asked(request, language_of(request))[0])


def _asked(request: Request, lang: str) -> tuple[Asked, dict[str, str], str]:
    """What is asked for, what was typed, and what of it is no day."""
    typed = {name: request.query_params.get(name, "").replace("\x00", "")[:200] for name in FIELDS}
    since, until = moments.typed_day(typed["since"]), moments.typed_day(typed["until"])
    wrong = next((text for text, day in ((typed["since"], since), (typed["until"], until)) if text and not day), "")
    asked = Asked(since, until, typed["area"], typed["class"], typed["words"], typed["outcome"], typed["approver"])
    return asked, typed, say("refused-bad-date", lang, text=wrong) if wrong else ""
