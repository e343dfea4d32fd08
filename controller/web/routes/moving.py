"""One occurrence moved to another time: looked at first, then proposed, then, if wanted, taken back.

The same page is reached by dragging in the week's calendar and by a form without a script: what stands against a time
is told before anything is asked of anybody.
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, mistakes, sentence, status_of
from controller.api.system import AtDesk
from controller.broadcast import single_form
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.single_form import Wanted
from controller.errors import Forbidden, NotFound
from controller.people.who import Who
from controller.web.render import page
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words import singles

router = APIRouter(prefix="/announcements/{id}/times/{original}/moving")

Text = Annotated[str, Query(max_length=200)]
_BACK = re.compile(r"/(?:areas|devices)/[a-z0-9-]{1,64}/plan(?:\?from=\d{4}-\d{2}-\d{2})?")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?")


@router.get("")
def look(
    id: str,
    original: str,
    request: Request,
    who: Visitor,
    desk: AtDesk,
    to: Text = "",
    date: Text = "",
    time: Text = "",
    back: Text = "",
) -> Response:
    """What would become of it at that time; nothing is changed."""
    return _page(request, desk, who, id, original, to or f"{date}T{time}", back)


@router.post("")
def propose(id: str, original: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Ask for that time. Somebody else has to agree; until then the old one holds."""
    to, back = word(form, "to"), word(form, "back")
    try:
        single_form.propose(desk, who, id, original, Wanted("moved", to=_clean(to)))
    except (NotFound, Forbidden):
        raise
    except REFUSALS as refused:
        return _page(request, desk, who, id, original, to, back, status=status_of(refused))
    return RedirectResponse(_with(_safe(back, id), f"moved={quote(f'{id}/{original}', safe='')}"), 303)


@router.post("/undo")
def undo(id: str, original: str, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Withdraw what was just proposed."""
    single_form.take_back(desk, who, id, original)
    return RedirectResponse(_safe(word(form, "back"), id), 303)


def _page(
    request: Request, desk: Desk, who: Who, id: str, original: str, to: str, back: str, *, status: int = 200
) -> Response:
    lang, to = language_of(request), _clean(to)
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "write")
    against: list[str] = []
    notes: list[str] = []
    try:
        row, made, seen = single_form.foresee(desk, who, id, original, Wanted("moved", to=to or None))
        against = [sentence(one, lang, row.zone) for one in seen.refusals]
        notes = [sentence(one, lang, row.zone) for one in seen.notes]
        words = singles.said(made.kind, made.original_local, made.new_local, row.zone, lang)
    except (NotFound, Forbidden):
        raise
    except REFUSALS as refused:
        against, words = [one.detail for one in mistakes(refused, lang)], ""
    day, _, clock = to.partition("T")
    return page(
        request,
        "moving.html",
        status,
        one=row,
        original=original,
        words=words,
        to=to,
        date=day,
        time=clock,
        against=against,
        notes=notes,
        back=_safe(back, id),
    )


def _clean(text: str) -> str:
    """A wall time to the minute, in whichever way a browser writes it; anything else stays as it is, to be refused."""
    found = _TIME.fullmatch(text.strip())
    return f"{found[1]}T{found[2]}" if found else text.strip().strip("T")[:40]


def _safe(back: str, id: str) -> str:
    """Where to go on: a week's page, or the announcement's own."""
    return back if _BACK.fullmatch(back) else f"/announcements/{id}"


def _with(path: str, more: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{more}"
