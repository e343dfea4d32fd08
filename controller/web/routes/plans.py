"""The week of an area or a device, to read and to print; and its addresses for calendar programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import sentence, status_of
from controller.api.routes import feeds
from controller.api.system import AtDesk
from controller.broadcast import agenda as reading
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.people.who import Who
from controller.web import moments, plan_view, week_view
from controller.web.plan_view import WEEK, monday
from controller.web.render import page
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words.instants import wall

router = APIRouter()

Day = Annotated[str, Query(alias="from", max_length=10)]
Kind = Literal["area", "device"]


@router.get("/areas/{code}/plan")
def of_area(code: str, request: Request, who: Visitor, desk: AtDesk, day: Day = "") -> Response:
    """The week of an area in which a day lies; this week, if none is named."""
    return _page(request, desk, who, "area", code, day)


@router.get("/devices/{id}/plan")
def of_device(id: str, request: Request, who: Visitor, desk: AtDesk, day: Day = "") -> Response:
    """The week of a device."""
    return _page(request, desk, who, "device", id, day)


@router.post("/{kind}s/{target}/plan/key")
def new_key(kind: Kind, target: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """A new address for calendar programs, shown this once."""
    try:
        issued = feeds.make(desk, who, kind, target, word(form, "name"))
    except Refused as refused:
        if refused.field is None:
            raise
        wrong = {"name": [sentence(refused, language_of(request))]}
        return _page(request, desk, who, kind, target, "", errors=wrong, status=status_of(refused))
    return _page(request, desk, who, kind, target, "", made=feeds.address(desk, kind, target, issued.secret))


@router.post("/{kind}s/{target}/plan/key/{id}/end")
def end_key(kind: Kind, target: str, id: str, who: Visitor, desk: AtDesk) -> Response:
    """Revoke an address."""
    feeds.end(desk, who, id)
    return RedirectResponse(f"/{kind}s/{target}/plan#keys", 303)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    kind: Kind,
    code: str,
    day: str,
    *,
    errors: dict[str, list[str]] | None = None,
    made: str = "",
    status: int = 200,
) -> Response:
    lang, today = language_of(request), wall(desk.now_ms(), desk.settings.zone).date()
    first = monday(moments.typed_day(day) or today)
    read = reading.of_area if kind == "area" else reading.of_device
    found = read(desk, who, code, first, first + WEEK - date.resolution)
    with desk.store.read() as conn:
        around, inside = plan_view.above(conn, who, found), plan_view.below(conn, found)
        sounds, moves = week_view.lengths(conn, found), week_view.movable(conn, who, found, desk.now_ms())
        moved = week_view.proposed(conn, request.query_params.get("moved", ""))
        look = week_view.drawing(conn, found, sounds, today, lang)
        keys = plan_view.keys(conn, who, found, lang)
    return page(
        request,
        "week.html",
        status,
        target=found.target,
        begin=f"{found.first:%Y-%m-%d}",
        first=f"{found.first:%d/%m/%Y}",
        last=f"{found.last:%d/%m/%Y}",
        days=plan_view.days(found, today, lang),
        before=f"{first - WEEK:%Y-%m-%d}",
        after=f"{first + WEEK:%Y-%m-%d}",
        this_week=first == monday(today),
        around=around,
        inside=inside,
        look=look,
        moves=moves,
        moved=moved,
        calendar=week_view.calendar(found, sounds, moves, lang),
        keys=keys,
        made=made,
        errors=errors or {},
    )
