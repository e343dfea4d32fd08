"""All boards as they are now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.web import wall_view
from controller.web.render import page
from controller.web.visitors import Visitor

router = APIRouter()


@router.get("/boards")
def boards(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    area: Annotated[str, Query(max_length=64)] = "",
    odd: Annotated[bool, Query()] = False,
) -> Response:
    """What each board of one's area reports to show, against what it should."""
    with desk.store.read() as conn:
        values = wall_view.hung(conn, desk, who, area, odd=odd, lang=language_of(request))
    return page(request, "boards.html", **values)
