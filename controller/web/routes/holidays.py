"""The days off of a year, with why; who may, enters what was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.broadcast import holidays
from controller.broadcast.desk import Desk
from controller.people.who import Who
from controller.web import moments, undoing
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words.holidays import reason
from controller.words.instants import wall

router = APIRouter(prefix="/holidays")

FIELDS = {"day": "day", "name": "name", "added": "day", "holidays": "day"}


@router.get("")
def of_year(
    request: Request, who: Visitor, desk: AtDesk, year: Annotated[int | None, Query(ge=1, le=9999)] = None
) -> Response:
    """Everybody may see them: "not on holidays" must mean the same to all."""
    return _page(request, desk, who, year or wall(desk.now_ms(), desk.settings.zone).year)


@router.post("/{year}/decide")
def decide(year: int, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Enter what was decided; an empty choice is not decided yet."""
    before, beside_2_9 = word(form, "tet_days_before"), word(form, "national_day_beside") or None
    days = int(before) if before.isascii() and before.isdigit() else None
    return _do(request, desk, who, year, lambda: holidays.decide(desk, who, year, days, beside_2_9))


@router.post("/{year}/add")
def add(year: int, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Add a day off."""
    return _do(request, desk, who, year, lambda: holidays.add(desk, who, word(form, "day"), word(form, "name")))


@router.post("/{year}/remove")
def remove(year: int, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Take an added day back."""
    day = word(form, "day")

    def take_back() -> str:
        gone = holidays.remove(desk, who, day)
        return undoing.note(desk, who, "holiday", gone.name, {"day": gone.day, "name": gone.name})

    return _do(request, desk, who, year, take_back)


def _do(request: Request, desk: Desk, who: Who, year: int, action: Callable[[], object]) -> Response:
    try:
        undo = action()
    except REFUSALS as refused:
        return _page(request, desk, who, year, beside(refused, language_of(request), FIELDS), status_of(refused))
    return RedirectResponse(f"/holidays?year={year}" + (f"&undo={undo}" if isinstance(undo, str) else ""), 303)


def _page(
    request: Request, desk: Desk, who: Who, year: int, errors: dict[str, list[str]] | None = None, status: int = 200
) -> Response:
    lang = language_of(request)
    with desk.store.read() as conn:
        found = holidays.of_year(conn, year)
        may_enter = holidays.may_enter(conn, who)
    days = [
        (moments.day(datetime(one.day.year, one.day.month, one.day.day), lang), reason(one, lang))  # noqa: DTZ001 - a day
        for one in found.days
    ]
    return page(
        request, "holidays.html", status, found=found, days=days, may_enter=may_enter, errors=errors or {}, year=year
    )
