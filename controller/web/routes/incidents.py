"""What is broken: the list for a technician, and one incident with its story."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import sentence, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet import incidents as service
from controller.fleet import readiness
from controller.people.who import Who
from controller.store import areas
from controller.web import incident_view, readiness_view
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter(prefix="/incidents")
LATELY_MS = 7 * 86_400_000
HOURS = (1, 8, 24, 168)
"""For how long one may ask for silence."""
HOUR_MS = 3_600_000


@router.get("")
def everything(
    request: Request, who: Visitor, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """What is open, and what was closed lately."""
    lang, now_ms = language_of(request), desk.now_ms()
    with desk.store.read() as conn:
        found = service.seen(desk, conn, who, area, now_ms - LATELY_MS)
        zone = areas.known(conn, who.area).zone
        shown = incident_view.shown(conn, who, found, zone, now_ms, lang)
        path = areas.known(conn, area).path if area else who.path
        ahead = readiness.next_broadcast(desk, conn, path)
        places = [(one.code, one.name) for one in flat(grown(areas.below(conn, who.path), []))]
    return page(
        request,
        "incidents.html",
        open=[one for one in shown if one.open],
        closed=[one for one in shown if not one.open],
        places=places,
        area=area or who.area,
        hours=HOURS,
        ahead=readiness_view.shown(ahead, {}, zone, lang) if ahead else None,
    )


@router.get("/{id}")
def one(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """One, with what people did about it."""
    return _page(request, desk, who, id)


@router.post("/{id}")
def act(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Take over, let go, ask for silence, write down."""
    try:
        match word(form, "do"):
            case "own":
                service.own(desk, who, id)
            case "let-go":
                service.own(desk, who, id, mine=False)
            case "speak":
                service.silence(desk, who, id, None)
            case "note":
                service.note(desk, who, id, word(form, "text"))
            case asked:
                hours = next((one for one in HOURS if asked == f"quiet-{one}"), 0)
                service.silence(desk, who, id, desk.now_ms() + hours * HOUR_MS)
    except Refused as refused:
        return _page(request, desk, who, id, refused)
    return RedirectResponse(f"/incidents/{id}", 303)


def _page(request: Request, desk: Desk, who: Who, id: str, refused: Refused | None = None) -> Response:
    lang = language_of(request)
    with desk.store.read() as conn:
        found = service.told(conn, who, [service.one_for(conn, who, id)])
        zone = areas.known(conn, who.area).zone
        (shown,) = incident_view.shown(conn, who, found, zone, desk.now_ms(), lang)
        story = incident_view.story(conn, id, zone, lang)
    return page(
        request,
        "incident.html",
        status_of(refused) if refused is not None else 200,
        one=shown,
        story=story,
        hours=HOURS,
        wrong=sentence(refused, lang) if refused is not None else "",
    )
