"""The buttons of an announcement's page."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.broadcast import approve as approving
from controller.broadcast import cancel as cancelling
from controller.broadcast import submit as submitting
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.people.who import Who
from controller.web import undoing
from controller.web.announcement_view import whole
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter(prefix="/announcements/{id}")


@router.post("/submit")
def submit(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Send it for approval."""
    return do(request, desk, who, id, "submitted", lambda: submitting.submit(desk, who, id))


@router.post("/approve")
def approve(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Agree to what the page showed: the form carries its fingerprint."""
    seen = word(form, "fingerprint")
    return do(request, desk, who, id, "approved", lambda: approving.approve(desk, who, id, seen))


@router.post("/reject")
def reject(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Return it with a reason."""
    why = word(form, "reason")
    return do(request, desk, who, id, "rejected", lambda: approving.reject(desk, who, id, why), why)


@router.post("/cancel")
def cancel(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Take it back."""
    why = word(form, "reason")

    def take_back() -> str:
        gone = cancelling.cancel(desk, who, id, why)
        return undoing.note(desk, who, "announcement", gone.title, {"id": id})

    return do(request, desk, who, id, "", take_back)


def do(
    request: Request, desk: Desk, who: Who, id: str, done: str, action: Callable[[], object], typed: str = ""
) -> Response:
    """Take the step and show the page again: with what was done, or with why it was not."""
    try:
        undo = action()
    except NotFound:
        raise
    except REFUSALS as refused:
        lang = language_of(request)
        errors = beside(refused, lang, {"reason": "reason"})
        values = whole(desk, who, id, lang)
        return page(
            request, "announcement.html", status_of(refused), errors=errors, done="", typed_reason=typed, **values
        )
    return RedirectResponse(f"/announcements/{id}?" + (f"done={done}" if done else f"undo={undo}"), 303)
