"""Drafts thrown away and taken back: undo instead of being asked."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from controller.api.system import AtDesk
from controller.broadcast import drafting
from controller.web.visitors import Visitor

router = APIRouter(prefix="/announcements/drafts/{id}")


@router.post("/away")
def away(id: str, who: Visitor, desk: AtDesk) -> Response:
    """Out of the list, which offers to take it back."""
    drafting.throw_away(desk, who, id)
    return RedirectResponse(f"/announcements?show=drafts&gone={id}", 303)


@router.post("/back")
def back(id: str, who: Visitor, desk: AtDesk) -> Response:
    """Back into the list."""
    drafting.take_back(desk, who, id)
    return RedirectResponse("/announcements?show=drafts", 303)
