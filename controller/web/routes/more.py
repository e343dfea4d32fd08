"""Everything that has no tab of its own, by subject."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from controller.web import sections
from controller.web.render import page
from controller.web.visitors import Visitor

router = APIRouter()


@router.get("/more")
def more(request: Request, who: Visitor) -> Response:
    """What this person may open beside the tabs."""
    groups = [(name, sections.seen(who, group)) for name, group in sections.GROUPS]
    return page(request, "more.html", groups=[one for one in groups if one[1]])
