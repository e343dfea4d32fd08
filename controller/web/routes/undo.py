"""The button “Hoàn tác”."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from controller.api.system import AtDesk
from controller.web import undoing
from controller.web.routes.sign_in import inside
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter()


@router.post("/undo/{id}")
def undo(id: str, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Have it back, and see the page from where it was taken away."""
    undoing.undo(desk, who, id)
    return RedirectResponse(inside(word(form, "back")), 303)
