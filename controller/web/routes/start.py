"""The first hour: from nothing to the first test broadcast, step by step; and practising before it is real."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, Refusal, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.people.who import Who, require
from controller.places import founding, practising
from controller.store import areas
from controller.web import start_view
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter(prefix="/start")
TYPED: dict[str, tuple[str, Callable[[Desk, Who, str, str], object]]] = {
    "hamlets": ("names", founding.add_hamlets),
    "hours": ("hours", founding.set_hours),
}
"""Steps with one field: its name, and what takes it."""
FIELDS = {"names": "names", "hours": "hours", "windows": "hours", "start": "hours", "end": "hours"}


@router.get("")
def begin(request: Request, who: Visitor, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = "") -> Response:
    """What is done, and what is next."""
    return _page(request, desk, who, area, {})


@router.post("/{code}/hamlets")
def hamlets(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Those of a pasted list."""
    return _step(request, desk, who, code, form, "hamlets")


@router.post("/{code}/hours")
def hours(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """When it may sound."""
    return _step(request, desk, who, code, form, "hours")


@router.post("/{code}/practice")
def practice(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Begin to practise, or let it be real."""
    what = word(form, "what")
    if what not in ("begin", "end"):
        raise NotFound("no-such-page")
    try:
        (practising.begin if what == "begin" else practising.end)(desk, who, code)
    except REFUSALS as refused:
        return _page(request, desk, who, code, {}, refused)
    return RedirectResponse(f"/start?area={code}#practice", 303)


def _step(request: Request, desk: Desk, who: Who, code: str, form: FormData, step: str) -> Response:
    """What was typed into the one field of a step is taken, or shown again with what is wrong with it."""
    field, take = TYPED[step]
    text = word(form, field)
    try:
        take(desk, who, code, text)
    except REFUSALS as refused:
        return _page(request, desk, who, code, {field: text}, refused)
    return RedirectResponse(f"/start?area={code}#step-{step}", 303)


def _page(
    request: Request, desk: Desk, who: Who, code: str, typed: dict[str, str], refused: Refusal | None = None
) -> Response:
    require(who, "areas", who.path)
    with desk.store.read() as conn:
        communes = [one for one in areas.below(conn, who.path) if one.level == "commune"]
        commune = start_view.chosen(communes, code)
        if commune is None:
            raise NotFound("start-no-commune")
        now = start_view.standing(conn, commune)
        above = any(one.practice_ms is not None for one in areas.chain(conn, commune.code)[:-1])
    return page(
        request,
        "start.html",
        status_of(refused) if refused is not None else 200,
        communes=communes,
        now=now,
        steps=start_view.told(now),
        above=above,
        typed={"names": "", "hours": ", ".join(now.hours).replace("–", "-") or "05:30-06:30, 17:00-18:00"} | typed,
        errors=beside(refused, language_of(request), FIELDS) if refused is not None else {},
    )
