"""Orders for many boxes: the list, the form, how far one is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import status_of
from controller.api.routes import errands as api
from controller.api.system import AtDesk
from controller.broadcast import groups
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet import errands as service
from controller.people.who import Who
from controller.store import areas, errands
from controller.web import errand_form, errand_view
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor

router = APIRouter()
LISTED = 50
Code = Annotated[str, Query(max_length=64)]
FIELDS = {
    name: name for name in (*errand_form.NUMBERS, *errand_form.WORDS, "percent", "kind", "areas", "groups", "devices")
} | {"waits_ms": "waits"}


@router.get("/commands")
def everything(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """The last orders of one's area."""
    lang = language_of(request)
    with desk.store.read() as conn:
        zone = areas.known(conn, who.area).zone
        shown = errand_view.seen(conn, who, errands.recent(conn, who.path, LISTED), zone, lang)
    return page(request, "errands.html", orders=shown, may_order=bool(errand_form.kinds(who)))


@router.get("/commands/new")
def blank(request: Request, who: Visitor, desk: AtDesk, area: Code = "", device: Code = "") -> Response:
    """An empty form, perhaps with a place or a device ticked."""
    return _form(request, desk, who, errand_form.empty(area, device))


@router.post("/commands/new")
def give(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Send it; a refusal stands beside its field."""
    try:
        made = service.give(desk, who, errand_form.typed(form))
    except Refused as refused:
        errors = beside(refused, language_of(request), FIELDS)
        return _form(request, desk, who, errand_form.again(form), errors, status_of(refused))
    return RedirectResponse(f"/commands/{made.id}", 303)


@router.get("/commands/{id}")
def one(
    id: str, request: Request, who: Visitor, desk: AtDesk, done: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """One, with what each box answered."""
    lang = language_of(request)
    with desk.store.read() as conn:
        row = service.one_for(conn, who, id)
        zone = areas.known(conn, who.area).zone
        (shown,) = errand_view.seen(conn, who, [row], zone, lang)
        boxes, more = errand_view.boxes(errands.boxes(conn, id), zone, lang)
    return page(request, "errand.html", one=shown, boxes=boxes, more=more, done=done == "cancelled")


@router.post("/commands/{id}/cancel")
def cancel(id: str, who: Visitor, desk: AtDesk) -> Response:
    """Leave out what still waits."""
    service.cancel(desk, who, id)
    return RedirectResponse(f"/commands/{id}?done=cancelled", 303)


@router.get("/devices/{id}/logs/{log}")
def log(id: str, log: str, who: Visitor, desk: AtDesk) -> PlainTextResponse:
    """A log as the box wrote it: plain text, nothing in it runs."""
    return api.log(id, log, who, desk)


def _form(
    request: Request,
    desk: Desk,
    who: Who,
    typed: dict[str, Any],
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> Response:
    with desk.store.read() as conn:
        places, saved = errand_form.places(conn, who), groups.some(conn, who)
    offered = {"places": places, "groups": saved, "kinds": errand_form.kinds(who)}
    return page(request, "errand_form.html", status, typed=typed, errors=errors or {}, **offered)
