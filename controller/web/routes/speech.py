"""Hearing a notice: while it is composed, and before it is agreed to."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.broadcast import hearing
from controller.errors import Refused
from controller.web import hear_view
from controller.web.compose_form import of_typed
from controller.web.render import page
from controller.web.visitors import TypedByVisitor, Visitor, several, word

router = APIRouter(prefix="/announcements")

_INBOX = re.compile(r"/inbox/[a-z0-9-]{1,64}(?:/times/[0-9T:-]{16,19})?")
"""The other page on which doubts are heard."""


@router.post("/speech")
def speech(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    typed: TypedByVisitor,
    area: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """What a form sounds like, with what is around it, what is said for its text and what is doubtful."""
    form = of_typed(typed, sound=word(typed, "sound"), lost_file=False)
    heard = hear_view.heard(desk, who, area or who.area, form, language_of(request))
    return page(request, "parts/heard.html", heard=heard, form=form)


@router.post("/{id}/heard")
def heard(id: str, request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Note what this person has listened to; a script gets the list of doubts as it is then."""
    hearing.hear(desk, who, id, word(typed, "sound"), spans(several(typed, "span")))
    if request.headers.get("x-live"):
        with desk.store.read() as conn:
            values = hear_view.to_hear(conn, who, id, word(typed, "sound"))
        return page(request, "parts/doubts.html", **values)
    back = word(typed, "back")
    return RedirectResponse(back if _INBOX.fullmatch(back) else f"/announcements/{id}#hear", 303)


def spans(typed: tuple[str, ...]) -> list[tuple[int, int]]:
    """``1200-4300``, in milliseconds."""
    found = []
    for one in typed:
        start, dash, end = one.partition("-")
        if not (dash and start.isdecimal() and end.isdecimal() and len(one) < 24):
            raise Refused("spans-wrong", "spans")
        found.append((int(start), int(end)))
    return found
