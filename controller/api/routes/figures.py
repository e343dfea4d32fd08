"""Statistics of a month: figures for programs, and files for spreadsheets."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.language import language_of
from controller.api.models.figures import MonthSum
from controller.api.routes.logbook import XLSX, file
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.logbook import figures, months
from controller.logbook.months import Month
from controller.months import span
from controller.people.who import Who
from controller.store import areas
from controller.words import say
from controller.words.instants import wall

router = APIRouter(prefix="/statistics", tags=["history"])

CSV = "text/csv; charset=utf-8"
RESPONSES = responses(401, 422)
Asked = Annotated[str, Query(alias="month", max_length=16, description="YYYY-MM; this month")]
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def month_of(desk: Desk, who: Who, text: str) -> date:
    """The first day of the month that is asked for. Refuses ``bad-date``."""
    if not text:
        with desk.store.read() as conn:
            return wall(desk.now_ms(), areas.known(conn, who.area).zone).date().replace(day=1)
    found = _MONTH.fullmatch(text)
    if found is None or not 1970 < int(found[1]) < 2200 or not 1 <= int(found[2]) <= 12:
        raise Refused("bad-date", "month", text=text)
    return date(int(found[1]), int(found[2]), 1)


def counted(desk: Desk, who: Who, first: date) -> Month:
    """The figures of the month that begins then."""
    with desk.store.read() as conn:
        zone = ZoneInfo(areas.known(conn, who.area).zone)
        return months.counted(conn, who, *span(first, zone), desk.now_ms())


@router.get("", responses=RESPONSES)
def one_month(who: Asking, desk: AtDesk, month: Asked = "") -> MonthSum:
    """What began in the month, how much of it sounded, where and why not, and what residents said."""
    first = month_of(desk, who, month)
    found = counted(desk, who, first)
    same = {name: getattr(found, name) for name in ("classes", "places", "reasons", "spoken", "residents")}
    return MonthSum.model_validate({"month": f"{first:%Y-%m}"} | same)


@router.get("/month.xlsx", response_class=Response, responses={**RESPONSES, 200: {"content": {XLSX: {}}}})
def xlsx(request: Request, who: Asking, desk: AtDesk, month: Asked = "") -> Response:
    """A sheet for each table."""
    return tabled(request, who, desk, month, "xlsx")


@router.get("/month.csv", response_class=Response, responses={**RESPONSES, 200: {"content": {"text/csv": {}}}})
def csv(request: Request, who: Asking, desk: AtDesk, month: Asked = "") -> Response:
    """All tables, one below the other."""
    return tabled(request, who, desk, month, "csv")


def tabled(request: Request, who: Who, desk: Desk, month: str, form: str) -> Response:
    """The figures as a file."""
    from controller.logbook import figures_sheet  # brings much along, and is seldom asked for

    lang, first = language_of(request), month_of(desk, who, month)
    found = counted(desk, who, first)
    with desk.store.read() as conn:
        told = figures.tables(conn, found, lang)
    name = f"thong-ke-{first:%Y-%m}.{form}"
    if form == "csv":
        return file(figures_sheet.text(told), CSV, name)
    return file(figures_sheet.sheets(told, say("sum-month", lang, month=f"{first:%m}", year=f"{first:%Y}")), XLSX, name)
