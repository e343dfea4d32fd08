"""Software of devices: what makers released, a new campaign, and how campaigns stand."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.pairs import taken
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.api.uploads import allowed_area
from controller.broadcast.desk import Desk
from controller.campaign import terms
from controller.errors import Refused
from controller.fleet import campaigns as service
from controller.fleet import software
from controller.fleet.campaigns import Wish
from controller.people.who import Who, may
from controller.store import areas, campaigns, releases
from controller.web import software_view as view
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, WithFile, word

router = APIRouter(prefix="/software")
RELEASE_FIELDS = {name: name for name in ("image", "release")}
FIELDS = {"release": "chosen", "area": "area", "pilot": "pilot", "terms": "hours"}
TURNS = {"pause": service.pause, "go-on": service.go_on, "abort": service.abort}


@router.get("")
def everything(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Campaigns first, then what may be brought to boxes."""
    return _page(request, desk, who)


@router.post("/releases")
async def take(request: Request, who: Visitor, desk: AtDesk, form: WithFile) -> Response:
    """Two files: the image, and what its maker signed about it."""

    def kept() -> Response:
        try:
            software.take(desk, who, pair.area, pair.image, pair.release)
        except REFUSALS as refused:
            return _page(request, desk, who, refused=refused, fields=RELEASE_FIELDS)
        finally:
            desk.shelf.drop(pair.image)
        return RedirectResponse("/software#releases", 303)

    try:
        pair = await taken(form, desk, await run_in_threadpool(allowed_area, desk, who, who.area, software.RIGHT))
    except REFUSALS as refused:
        why = refused
        return await run_in_threadpool(lambda: _page(request, desk, who, refused=why, fields=RELEASE_FIELDS))
    return await run_in_threadpool(kept)


@router.post("/releases/{id}/end")
def end(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Offer it no more."""
    try:
        software.end(desk, who, id)
    except REFUSALS as refused:
        return _page(request, desk, who, refused=refused)
    return RedirectResponse("/software#releases", 303)


@router.post("/campaigns")
def begin(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Bring a release to the boxes of a place."""
    typed = {name: word(form, name) for name in ("chosen", "area", "pilot", "from", "to")}
    try:
        row = service.begin(desk, who, Wish(typed["chosen"], typed["area"] or who.area, typed["pilot"], _terms(typed)))
    except REFUSALS as refused:
        return _page(request, desk, who, typed=typed, refused=refused, fields=FIELDS)
    return RedirectResponse(f"/software/{row.id}", 303)


@router.get("/{id}")
def one(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """One campaign with its boxes."""
    return _one(request, desk, who, id)


@router.post("/{id}")
def turn(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Hold it up, go on, give it up."""
    do = TURNS.get(word(form, "do"))
    try:
        if do is not None:
            do(desk, who, id)
    except Refused as refused:
        return _one(request, desk, who, id, refused)
    return RedirectResponse(f"/software/{id}", 303)


def _terms(typed: dict[str, str]) -> terms.Terms:
    hours = [f"{typed['from']}-{typed['to']}"] if typed["from"] or typed["to"] else []
    try:
        return terms.read({"hours": hours})
    except ValueError as problem:
        raise Refused("campaign-terms", "terms", why=str(problem)) from None


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    typed: dict[str, str] | None = None,
    refused: Exception | None = None,
    fields: dict[str, str] | None = None,
) -> Response:
    lang, now_ms = language_of(request), desk.now_ms()
    errors = beside(refused, lang, fields or {}) if isinstance(refused, Refused) else {}
    with desk.store.read() as conn:
        zone = areas.known(conn, who.area).zone
        shown = view.campaigns_shown(conn, campaigns.below(conn, who.path), zone, now_ms, lang)
        offered = view.releases_shown(conn, who, releases.seen(conn, who.path), zone, lang)
        places = [(one.code, one.name) for one in flat(grown(areas.below(conn, who.path), []))]
    return page(
        request,
        "software.html",
        status_of(refused) if refused is not None else 200,
        campaigns=shown,
        releases=offered,
        places=places,
        may=may(who, software.RIGHT, who.path),
        typed=typed or {"chosen": "", "area": who.area, "pilot": "", "from": "08:00", "to": "16:30"},
        errors=errors,
    )


def _one(request: Request, desk: Desk, who: Who, id: str, refused: Refused | None = None) -> Response:
    lang, now_ms = language_of(request), desk.now_ms()
    with desk.store.read() as conn:
        row = service.one_for(conn, who, id)
        zone = areas.known(conn, who.area).zone
        (shown,) = view.campaigns_shown(conn, [row], zone, now_ms, lang)
        boxes, more = view.boxes_shown(conn, row, zone, lang)
        allowed_ = may(who, software.RIGHT, areas.known(conn, row.area).path)
    return page(
        request,
        "campaign.html",
        status_of(refused) if refused is not None else 200,
        one=shown,
        boxes=boxes,
        more=more,
        may=allowed_,
        errors=beside(refused, lang, {}) if refused is not None else {},
    )
