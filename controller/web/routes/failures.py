"""What fails again and again: places to go to, before another box is bought."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.fleet import failures as service
from controller.store import areas
from controller.web import failures_view
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.visitors import Visitor

router = APIRouter()


@router.get("/devices/failures")
def failures(request: Request, who: Visitor, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = "") -> Response:
    """The last half year."""
    lang = language_of(request)
    with desk.store.read() as conn:
        found = service.below(desk, conn, who, area)
        zone = areas.known(conn, who.area).zone
        places = [(one.code, one.name) for one in flat(grown(areas.below(conn, who.path), []))]
    shown = failures_view.shown(found, zone, lang)
    return page(
        request,
        "failures.html",
        failing=shown,
        places=places,
        area=area or who.area,
        months=service.HALF_YEAR,
    )
