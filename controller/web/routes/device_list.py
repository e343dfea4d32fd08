"""Many devices at once, from a spreadsheet: looked at first, then made, all or none."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, Refusal, mistakes, sentence, status_of
from controller.api.routes.lists import TYPES
from controller.api.system import AtDesk
from controller.api.uploads import keep
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet import listing
from controller.fleet.listed import Lines, Listed
from controller.people.who import require
from controller.web.render import page
from controller.web.routes.adding import shown
from controller.web.visitors import TypedByVisitor, Visitor, WithFile, word

router = APIRouter()
MOST_TOLD = 100


@router.get("/devices/list")
def form(request: Request, who: Visitor) -> Response:
    """Where a file is chosen, and an empty list is fetched."""
    require(who, "devices", who.path)
    return _page(request)


@router.get("/devices/list/template.{form}")
def template(form: str, who: Visitor, desk: AtDesk) -> Response:
    """An empty list."""
    kind = form if form in TYPES else "xlsx"
    headers = {"content-disposition": f'attachment; filename="thiet-bi.{kind}"'}
    return Response(listing.template(desk, who, kind), media_type=TYPES[kind], headers=headers)


@router.post("/devices/list")
def look(request: Request, who: Visitor, desk: AtDesk, form: WithFile) -> Response:
    """What the file comes to."""
    try:
        require(who, "devices", who.path)
        lines = _lines(desk, form.get("list_file"))
        return _page(request, listing.look(desk, who, lines), lines)
    except REFUSALS as refused:
        return _page(request, refused=refused)


@router.post("/devices/list/make")
def make(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """All of it; what has changed since the look is told anew."""
    try:
        lines = msgspec.json.decode(word(form, "lines"), type=list[tuple[int, list[str]]])
        found = listing.look(desk, who, lines)
        return _page(request, found, lines) if found.faults else shown(request, desk, listing.make(desk, who, found))
    except msgspec.MsgspecError:
        return _page(request, refused=Refused("list-broken", "list"))
    except REFUSALS as refused:
        return _page(request, refused=refused)


def _lines(desk: Desk, given: Any) -> Lines:
    if not isinstance(given, UploadFile) or not given.filename:
        raise Refused("upload-missing", "list")
    kept = keep(desk, given.file)
    try:
        return desk.papers.rows(kept)
    finally:
        desk.shelf.drop(kept)


def _page(request: Request, found: Listed | None = None, lines: Lines = (), refused: Refusal | None = None) -> Response:
    lang = language_of(request)
    good = found is not None and not found.faults
    return page(
        request,
        "device_list.html",
        status_of(refused) if refused is not None else 200,
        found=found,
        faults=[mistakes(one.refused(), lang)[0].detail for one in found.faults[:MOST_TOLD]] if found else [],
        lines=msgspec.json.encode(list(lines)).decode() if good else "",
        errors={"list_file": [sentence(refused, lang)]} if refused is not None else {},
    )
