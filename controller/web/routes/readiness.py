"""Ready for the morning? Which boxes of the next broadcast cannot be counted on, and why; and how it was before."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.fleet import readiness as service
from controller.store import areas
from controller.web import readiness_view
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.visitors import Visitor

router = APIRouter(prefix="/readiness")
LATELY_MS = 7 * 86_400_000


@router.get("")
def readiness(
    request: Request, who: Visitor, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """The next broadcast as it stands now, and those of the last week."""
    lang = language_of(request)
    with desk.store.read() as conn:
        ahead, taken = service.seen(desk, conn, who, area, desk.now_ms() - LATELY_MS)
        zone = areas.known(conn, who.area).zone
        names = {one.code: one.name for one in areas.below(conn, who.path)}
        places = [(one.code, one.name) for one in flat(grown(areas.below(conn, who.path), []))]
    now_ms = desk.now_ms()
    return page(
        request,
        "readiness.html",
        ahead=readiness_view.shown(ahead, names, zone, lang) if ahead else None,
        taken=[readiness_view.shown(one, names, zone, lang) for one in taken if one.begin_ms <= now_ms],
        places=places,
        area=area or who.area,
        minutes=desk.settings.health.ready_min,
    )
