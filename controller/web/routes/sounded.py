"""“Did it sound?” of one broadcast, talk, alarm or order, and the buttons for what can be done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, sentence, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.logbook.again import mend
from controller.people.who import Who
from controller.web import feedback_view, sounded_view
from controller.web.render import page
from controller.web.visitors import TypedByVisitor, Visitor, several, word

router = APIRouter(prefix="/sounded")


@router.get("/{subject}")
def one(
    subject: str,
    request: Request,
    who: Visitor,
    desk: AtDesk,
    ordered: Annotated[int, Query(ge=-1, le=100_000)] = -1,
    group: Annotated[str, Query(max_length=20)] = "",
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """How far it came, what failed first, live while it plays; of a long group page by page."""
    return _page(request, desk, who, subject, ordered=ordered, group=group, skip=skip)


@router.post("/{subject}/mend")
def help_it(subject: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """A button beside what failed, or for all that did."""
    try:
        done = mend(desk, who, subject, word(form, "do"), several(form, "device"))
    except NotFound:
        raise
    except REFUSALS as refused:
        wrong = sentence(refused, language_of(request))
        return _page(request, desk, who, subject, wrong=wrong, status=status_of(refused))
    return RedirectResponse(f"/sounded/{subject}?ordered={done}", 303)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    subject: str,
    *,
    ordered: int = -1,
    wrong: str = "",
    status: int = 200,
    group: str = "",
    skip: int = 0,
) -> Response:
    lang = language_of(request)
    with desk.store.read() as conn:
        values = sounded_view.whole(desk, conn, who, subject, lang, group, skip)
        about = values["announcement"]
        told_here = (
            feedback_view.about(conn, who, desk.now_ms(), lang, announcement=about, occurrence=subject) if about else []
        )
    return page(request, "sounded.html", status, ordered=ordered, wrong=wrong, feedback=told_here, **values)
