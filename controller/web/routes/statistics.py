"""A month in figures: tables first, bars beside them, and files for spreadsheets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.problems import sentence
from controller.api.routes import figures as counting
from controller.api.system import AtDesk
from controller.errors import Refused
from controller.logbook import figures
from controller.months import later
from controller.store import areas
from controller.web.render import page
from controller.web.statistics_view import days
from controller.web.visitors import Visitor
from controller.words import say

router = APIRouter(prefix="/statistics")

Month = Annotated[str, Query(max_length=16)]


@router.get("")
def one_month(request: Request, who: Visitor, desk: AtDesk, month: Month = "") -> Response:
    """This month, or another one."""
    lang, wrong = language_of(request), ""
    try:
        first = counting.month_of(desk, who, month)
    except Refused as refused:
        first, wrong = counting.month_of(desk, who, ""), sentence(refused, lang)
    found = counting.counted(desk, who, first)
    with desk.store.read() as conn:
        told = figures.tables(conn, found, lang)
        area = areas.known(conn, who.area)
    return page(
        request,
        "statistics.html",
        month=f"{first:%Y-%m}",
        title=say("sum-month", lang, month=f"{first:%m}", year=f"{first:%Y}"),
        area=area.name,
        before=f"{later(first, -1):%Y-%m}",
        after=f"{later(first):%Y-%m}",
        tables=told,
        days=days(found.days, first, later(first), area.zone),
        wrong=wrong,
    )


@router.get("/month.{form}")
def file(form: str, request: Request, who: Visitor, desk: AtDesk, month: Month = "") -> Response:
    """The same for a spreadsheet."""
    return counting.tabled(request, who, desk, month, "csv" if form == "csv" else "xlsx")
