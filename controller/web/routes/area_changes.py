"""Areas merged and split: what is to come and what was, one change in words, and the form that puts it together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, mistakes, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import Forbidden, NotFound
from controller.people.who import Who
from controller.places import propose as path
from controller.places.preview import preview
from controller.places.telling import names_of, sentences
from controller.web.area_change_form import FIELDS, Form, after, of_typed
from controller.web.area_change_view import LEVELS, cards, choices, steps_told, whole
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter(prefix="/area-changes")

DONE = frozenset({"proposed", "agreed", "cancelled"})
Done = Annotated[str, Query(max_length=20)]


@router.get("")
def some(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Changes that concern one's own area."""
    with desk.store.read() as conn:
        ahead, behind = cards(conn, who, path.mine(conn, who), language_of(request))
    return page(request, "area_changes.html", ahead=ahead, behind=behind, may_propose=not path.may_not(who))


@router.get("/new")
def new(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """An empty form."""
    _require(who)
    with desk.store.read() as conn:
        return _page(request, conn, who, Form())


@router.post("/new")
def put_together(request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """One step more or less, a look at what follows, or the proposal itself."""
    _require(who)
    form, do = Form(effect=word(typed, "effect").strip(), note=word(typed, "note")), word(typed, "do")
    try:
        form = of_typed(typed)
        form = after(form, do, typed)
        if do == "propose":
            made = path.propose(desk, who, form.effect, form.steps, form.note)
            return RedirectResponse(f"/area-changes/{made.id}?done=proposed", 303)
        with desk.store.read() as conn:
            return _page(request, conn, who, form, follows=_follows(conn, desk, who, form, language_of(request)))
    except REFUSALS as refused:
        errors = beside(refused, language_of(request), FIELDS)
        with desk.store.read() as conn:
            return _page(request, conn, who, form, errors, status=status_of(refused))


@router.get("/{id}")
def one(id: str, request: Request, who: Visitor, desk: AtDesk, done: Done = "") -> Response:
    """The change, and all that follows from it."""
    return _shown(request, desk, who, id, done=done if done in DONE else "")


@router.post("/{id}/agree")
def agree(id: str, request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Agree; also to what falls silent by it, if that was ticked."""
    anyway = bool(word(typed, "anyway"))
    return _do(request, desk, who, id, "agreed", lambda: path.agree(desk, who, id, anyway=anyway))


@router.post("/{id}/cancel")
def cancel(id: str, request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Withdraw it before its day."""
    reason = word(typed, "reason")[:2000]
    return _do(request, desk, who, id, "cancelled", lambda: path.cancel(desk, who, id, reason))


def _do(request: Request, desk: Desk, who: Who, id: str, done: str, action: Callable[[], object]) -> Response:
    """Take the step; where it is refused, the page again with why."""
    with desk.store.read() as conn:
        path.for_person(conn, who, id)
    try:
        action()
    except NotFound:
        raise
    except REFUSALS as refused:
        said = [one.detail for one in mistakes(refused, language_of(request))]
        return _shown(request, desk, who, id, errors=said, status=status_of(refused))
    return RedirectResponse(f"/area-changes/{id}?done={done}", 303)


def _shown(
    request: Request,
    desk: Desk,
    who: Who,
    id: str,
    errors: list[str] | None = None,
    status: int = 200,
    done: str = "",
) -> Response:
    with desk.store.read() as conn:
        values = whole(conn, who, path.for_person(conn, who, id), desk.now_ms(), language_of(request))
    return page(request, "area_change.html", status, errors=errors or [], done=done, **values)


def _require(who: Who) -> None:
    if path.may_not(who):
        raise Forbidden("role-may-not", role=who.role, action="areas")


def _follows(conn: Connection, desk: Desk, who: Who, form: Form, lang: str) -> list[str] | None:
    """What would follow; None where there is nothing to look at yet."""
    if not form.steps or not form.effect:
        return None
    change = path.drafted(conn, who, form.effect, form.steps, form.note, desk.now_ms())
    return sentences(preview(conn, change, desk.now_ms()), names_of(conn), lang)


def _page(
    request: Request,
    conn: Connection,
    who: Who,
    form: Form,
    errors: dict[str, list[str]] | None = None,
    follows: list[str] | None = None,
    status: int = 200,
) -> Response:
    lang = language_of(request)
    told: list[dict[str, Any]] = [
        {"kept": kept, "said": said}
        for kept, said in zip(form.kept, steps_told(form.steps, names_of(conn), lang), strict=True)
    ]
    return page(
        request,
        "area_change_form.html",
        status,
        form=form,
        told=told,
        errors=errors or {},
        follows=follows,
        levels=LEVELS,
        **choices(conn, who, form.steps),
    )
