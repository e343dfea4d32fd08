"""Devices on a map, and the outlines of areas."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.layers import admit
from controller.api.problems import REFUSALS, Refusal, sentence, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.people.who import Who, may
from controller.places import outlines
from controller.web import map_view
from controller.web.render import page
from controller.web.visitors import Visitor, WithFile, word

router = APIRouter()


@router.get("/devices/map")
def everything(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    area: Annotated[str, Query(max_length=64)] = "",
    drawn: Annotated[int | None, Query(ge=0, le=100_000)] = None,
) -> Response:
    """Where everything hangs, and how it stands."""
    return _page(request, desk, who, area, drawn=drawn)


@router.post("/devices/map/outlines")
def draw(request: Request, who: Visitor, desk: AtDesk, form: WithFile) -> Response:
    """Outlines from a file."""
    area, file = word(form, "area") or who.area, form.get("outline_file")
    try:
        if not isinstance(file, UploadFile) or not file.filename:
            raise Refused("upload-missing", "outline_file")
        found = outlines.take(desk, who, area, file.file.read(outlines.MOST_BYTES + 1))
    except REFUSALS as refused:
        return _page(request, desk, who, area, refused=refused)
    if found.unknown:
        return _page(request, desk, who, area, drawn=len(found.shapes), unknown=found.unknown)
    return RedirectResponse(f"/devices/map?area={area}&drawn={len(found.shapes)}", 303)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    area: str,
    *,
    drawn: int | None = None,
    unknown: tuple[str, ...] = (),
    refused: Refusal | None = None,
) -> Response:
    lang, tiles = language_of(request), desk.settings.map
    with desk.store.read() as conn:
        values = map_view.shown(desk, conn, who, area)
    answer = page(
        request,
        "map.html",
        status_of(refused) if refused is not None else 200,
        drawn=drawn,
        unknown=unknown,
        errors={"outline_file": [sentence(refused, lang)]} if refused is not None else {},
        tiles=tiles.tiles,
        credit=tiles.credit,
        may_draw=may(who, "areas", values["place"].path),
        **values,
    )
    if tiles.tiles:
        host = urlsplit(tiles.tiles)
        admit(answer, "img-src", f"{host.scheme}://{host.netloc.replace('{s}', '*')}")
    return answer
