"""What residents told, and the switch of their page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.people.who import Who, may
from controller.residents import feedback as service
from controller.residents import opening, posters
from controller.store import areas, feedback, open_pages
from controller.web import feedback_view, moments
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words.instants import wall

router = APIRouter()
DONE = frozenset({"answered", "closed", "reopened"})


@router.get("/feedback")
def inbox(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    show: Annotated[str, Query(max_length=20)] = feedback.NEW,
    before: Annotated[str, Query(max_length=100)] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """What waits for an answer, and what had one."""
    return _inbox(request, desk, who, show, before, done=done if done in DONE else "")


@router.post("/feedback/{id}")
def act(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Answer, close, open again; then on to the next one."""
    show, typed = word(form, "show"), word(form, "answer")
    try:
        match word(form, "do"):
            case "close":
                service.close(desk, who, id)
                done = "closed"
            case "reopen":
                service.reopen(desk, who, id)
                done = "reopened"
            case _:
                service.answer(desk, who, id, typed)
                done = "answered"
    except REFUSALS as refused:
        errors = {id: [one for some in beside(refused, language_of(request), {}).values() for one in some]}
        return _inbox(request, desk, who, show, "", errors=errors, typed=typed, status=status_of(refused))
    return RedirectResponse(
        f"/feedback?show={show if show in feedback_view.FILTERS else feedback.NEW}&done={done}", 303
    )


@router.get("/residents")
def switches(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Communes, and whether their page is open."""
    lang = language_of(request)
    with desk.store.read() as conn:
        opened, every = open_pages.below(conn, who.path), areas.below(conn, who.path)
        communes = [
            {
                "code": one.code,
                "name": one.name,
                "since": moments.when(wall(opened[one.code].since_ms, one.zone), lang) if one.code in opened else "",
                "address": f"{desk.settings.http.public_url}/xa/{one.code}",
                "may": may(who, "residents", one.path),
                "places": [(it.code, it.name) for it in every if it.path.startswith(one.path)],
            }
            for one in every
            if one.level == opening.COMMUNE
        ]
    return page(request, "residents.html", communes=communes)


@router.get("/residents/{code}/posters.pdf")
def printed(
    code: str, request: Request, who: Visitor, desk: AtDesk, place: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """Posters with the page's code, to print."""
    body = posters.sheets(desk, who, code, place, language_of(request))
    headers = {"content-disposition": f'attachment; filename="ap-phich-{code}.pdf"'}
    return Response(body, headers=headers, media_type="application/pdf")


@router.post("/residents/{code}")
def switch(code: str, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Open the page, or close it."""
    opening.set_open(desk, who, code, is_open=word(form, "do") == "open")
    return RedirectResponse("/residents", 303)


def _inbox(
    request: Request,
    desk: Desk,
    who: Who,
    show: str,
    before: str,
    *,
    done: str = "",
    errors: dict[str, list[str]] | None = None,
    typed: str = "",
    status: int = 200,
) -> Response:
    show = show if show in feedback_view.FILTERS else feedback.NEW
    with desk.store.read() as conn:
        values = feedback_view.inbox(conn, who, show, before, desk.now_ms(), language_of(request))
    return page(request, "feedback.html", status, done=done, errors=errors or {}, typed=typed, **values)
