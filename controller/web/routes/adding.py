"""Devices are added: places made ready, codes for the boxes that are to come, and their labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, Refusal, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.fleet import awaiting, codes, labels, taking_down
from controller.fleet.codes import Made
from controller.people.who import Who, require
from controller.store import areas
from controller.web import box_view
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, several, word

router = APIRouter()

FIELDS = {name: name for name in ("area", "profile", "name", "count")} | {"id": "name"}
USUAL = "horn-opus-60w"
"""The model that stands chosen."""
MOST_SHOWN = 60
"""Pictures on one page; of more there are labels to print."""


@router.get("/t/{id}")
def label_read(id: str) -> Response:
    """Where a label leads that a telephone has read."""
    return RedirectResponse(f"/devices/{id}", 303)


@router.get("/devices/new")
def form(request: Request, who: Visitor, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = "") -> Response:
    """What is to be added, and where."""
    return _form(request, desk, who, {"area": area} if area else {})


@router.post("/devices/new")
def make(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Places for boxes, and their codes."""
    typed = {name: word(form, name).strip() for name in ("area", "profile", "name", "count")}
    try:
        with desk.store.read() as conn:
            wanted = awaiting.numbered(conn, typed["area"], typed["profile"], typed["name"], _count(typed["count"]))
        made = awaiting.make(desk, who, wanted)
    except REFUSALS as refused:
        return _form(request, desk, who, typed, refused)
    return shown(request, desk, made)


@router.post("/devices/{id}/code")
def another(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """A new code for a place, perhaps for another model."""
    return shown(request, desk, codes.renew(desk, who, [id], word(form, "profile") or None))


@router.post("/devices/{id}/code/revoke")
def take_back(id: str, who: Visitor, desk: AtDesk) -> Response:
    """The code is good no more."""
    codes.revoke(desk, who, id)
    return RedirectResponse(f"/devices/{id}?done=code-revoked#boxes", 303)


@router.post("/devices/{id}/box")
def box(id: str, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """The box was taken down, stolen, or hangs there again."""
    what = word(form, "what")
    if what == "back":
        taking_down.put_back(desk, who, id)
    elif what in ("out", "stolen"):
        taking_down.take_down(desk, who, id, stolen=what == "stolen")
    else:
        raise NotFound("no-such-page")
    return RedirectResponse(f"/devices/{id}?done=box-{what}#boxes", 303)


@router.post("/devices/labels")
def sheet(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """The labels as PDF."""
    made = labels.sheet(desk, codes.printable(desk, who, several(form, "code")), language_of(request))
    headers = {"content-disposition": 'attachment; filename="nhan.pdf"'}
    return Response(made, media_type="application/pdf", headers=headers)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Refused("number-out-of-range", "count", number=text[:20] or "–", low=1, high=codes.MOST)
    return int(text)


def _form(request: Request, desk: Desk, who: Who, typed: dict[str, str], refused: Refusal | None = None) -> Response:
    require(who, "devices", who.path)
    with desk.store.read() as conn:
        places = flat(grown(areas.below(conn, who.path), []))
    return page(
        request,
        "device_new.html",
        status_of(refused) if refused is not None else 200,
        places=places,
        profiles=box_view.models(language_of(request)),
        typed={"area": "", "profile": USUAL, "name": "", "count": "1"} | typed,
        errors=beside(refused, language_of(request), FIELDS) if refused is not None else {},
        most=codes.MOST,
    )


def shown(request: Request, desk: Desk, made: Sequence[Made]) -> Response:
    """Codes that were just made: this page is the only place where they stand."""
    with desk.store.read() as conn:
        known = {one.code: one for one in areas.below(conn)}
    zone = known[made[0].device.area].zone
    names = {code: one.name for code, one in known.items()}
    return page(
        request,
        "device_codes.html",
        201,
        labels=box_view.labels(made[:MOST_SHOWN], zone, names),
        codes=[one.code for one in made],
        count=len(made),
    )
