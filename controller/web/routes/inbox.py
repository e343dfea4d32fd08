"""The leader's inbox: one thing after the other, heard, read, seen, and decided with a thumb.

Nothing here needs a script. After a decision the page of the next one comes; a second tap, the back button or another
leader who was faster finds the thing decided, and is told by whom and when.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.broadcast import approve as approving
from controller.broadcast import inbox, single_approve
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.people.who import Who, require
from controller.web import inbox_view
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, several, word

router = APIRouter(prefix="/inbox")

About = Annotated[str, Query(max_length=120)]


@router.get("")
def first(request: Request, who: Visitor, desk: AtDesk, about: About = "", after: About = "") -> Response:
    """What is needed first, or the one behind ``after``; ``about`` is what was just decided."""
    return _page(request, desk, who, "", about=about, after=after)


@router.get("/{id}")
def whole(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """One announcement."""
    return _page(request, desk, who, id)


@router.get("/{id}/times/{original}")
def single(id: str, original: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """What is proposed for one occurrence."""
    return _page(request, desk, who, f"{id}/times/{original}")


@router.post("/{id}/approve")
def approve(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Agree to what the page showed: the form carries its fingerprint."""
    seen = word(form, "fingerprint")
    return _decide(request, desk, who, id, lambda: approving.approve(desk, who, id, seen))


@router.post("/{id}/return")
def turn_back(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Return it with a reason."""
    why = inbox_view.chosen(several(form, "kind"), word(form, "reason"), language_of(request))
    return _decide(request, desk, who, id, lambda: approving.reject(desk, who, id, why))


@router.post("/{id}/times/{original}/approve")
def approve_single(
    id: str, original: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor
) -> Response:
    """Agree to it for one occurrence."""
    seen, key = word(form, "fingerprint"), f"{id}/times/{original}"
    return _decide(request, desk, who, key, lambda: single_approve.approve(desk, who, id, original, seen))


@router.post("/{id}/times/{original}/return")
def turn_back_single(
    id: str, original: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor
) -> Response:
    """Turn it down with a reason."""
    why = inbox_view.chosen(several(form, "kind"), word(form, "reason"), language_of(request))
    key = f"{id}/times/{original}"
    return _decide(request, desk, who, key, lambda: single_approve.reject(desk, who, id, original, why))


def _decide(request: Request, desk: Desk, who: Who, key: str, action: Callable[[], object]) -> Response:
    """Take the step and go on to the next one. What was decided meanwhile is told; what is wrong is shown again."""
    try:
        action()
    except REFUSALS as refused:
        with desk.store.read() as conn:
            still = any(one.key == key for one in inbox.waiting(conn, desk, who))
            told = inbox_view.outcome(conn, who, key, language_of(request))
        if still or (told is None and not isinstance(refused, NotFound)):
            errors = beside(refused, language_of(request), {"reason": "reason"})
            return _page(request, desk, who, key, errors=errors, status=status_of(refused))
        if told is None:
            raise
    return RedirectResponse(f"/inbox?about={quote(key, safe='')}", 303)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    key: str,
    *,
    about: str = "",
    after: str = "",
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> Response:
    require(who, "approve", who.path)
    lang = language_of(request)
    with desk.store.read() as conn:
        found = inbox.waiting(conn, desk, who)
        one = next((each for each in found if each.key == key), None)
        if key and one is None and not errors:
            return RedirectResponse(f"/inbox?about={quote(key, safe='')}", 303)
        one = one or (inbox.after(found, after) if not key else None)
        done = inbox_view.outcome(conn, who, about, lang) if about else None
        values = inbox_view.shown(conn, desk, who, found, one, lang) if one is not None else {"key": ""}
        elsewhere = inbox_view.elsewhere(conn, who, lang) if one is None else []
    answer = page(request, "inbox.html", status, errors=errors or {}, done=done, elsewhere=elsewhere, **values)
    answer.headers["cache-control"] = "no-store"  # the back button asks again what still waits
    return answer
