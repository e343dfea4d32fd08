"""A place's own words: how names and abbreviations are said there."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import status_of
from controller.api.system import AtDesk
from controller.broadcast import lexicon as words
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.people.who import Who, may, require
from controller.store import areas, lexicon
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter(prefix="/areas/{code}/words")
FIELDS = {"written": "written", "spoken": "spoken"}


@router.get("")
def list_(code: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """What holds here, its own words and those from above."""
    return _page(request, desk, who, code)


@router.post("/add")
def add(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Say a word so from now on."""
    written, spoken, exact = word(form, "written"), word(form, "spoken"), bool(word(form, "exact"))
    typed = {"written": written, "spoken": spoken, "exact": exact}
    return _do(request, desk, who, code, lambda: words.put(desk, who, code, written, spoken, exact), typed)


@router.post("/remove")
def remove(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Say it as the reader would again."""
    written, exact = word(form, "written"), bool(word(form, "exact"))
    return _do(request, desk, who, code, lambda: words.remove(desk, who, code, written, exact), {})


def _do(
    request: Request, desk: Desk, who: Who, code: str, action: Callable[[], object], typed: dict[str, object]
) -> Response:
    try:
        action()
    except Refused as refused:
        errors = beside(refused, language_of(request), FIELDS)
        return _page(request, desk, who, code, typed, errors, status_of(refused))
    return RedirectResponse(f"/areas/{code}/words", 303)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    code: str,
    typed: dict[str, object] | None = None,
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> Response:
    with desk.store.read() as conn:
        area = areas.known(conn, code)
        require(who, "read", area.path)
        names = {one.code: one.name for one in areas.chain(conn, code)}
        found = lexicon.holding(conn, code)
    return page(
        request,
        "words.html",
        status,
        area=area,
        found=found,
        names=names,
        may_write=may(who, "write", area.path),
        typed=typed or {},
        errors=errors or {},
    )
