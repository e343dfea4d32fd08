"""Signing in and out, the language, and where a visit begins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api import door
from controller.api.answers import headers_of
from controller.api.language import COOKIE as LANGUAGE
from controller.api.language import language_of
from controller.api.problems import status_of
from controller.api.system import AtDesk, address_of
from controller.errors import Unauthenticated
from controller.people import signin
from controller.store import audit, users
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import Typed, word
from controller.words import LANGUAGES

router = APIRouter()

START = "/announcements"
YEAR_S = 365 * 86_400


@router.get("/")
def start() -> Response:
    """The list of announcements is where everybody begins."""
    return RedirectResponse(START, 303)


@router.get("/sign-in")
def ask(request: Request, desk: AtDesk, next: Annotated[str, Query(max_length=2000)] = START) -> Response:
    """The form. Nobody who is signed in needs it."""
    if door.somebody(request) is not None:
        return RedirectResponse(_inside(next), 303)
    return _form(request, desk, next)


@router.post("/sign-in")
def sign_in(request: Request, desk: AtDesk, form: Typed) -> Response:
    """Open a session."""
    hours, login, there = desk.settings.session_hours, word(form, "login"), word(form, "next", START)
    try:
        opened = signin.sign_in(
            desk.store,
            login,
            word(form, "password"),
            desk.now_ms(),
            address=address_of(request),
            agent=request.headers.get("user-agent", ""),
            life_ms=hours * 3_600_000,
        )
    except Unauthenticated as refused:
        wrong = beside(refused, language_of(request), {})
        response = _form(request, desk, there, status_of(refused), login, wrong)
        response.headers.update(headers_of(refused, response.status_code))
        return response
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), opened.who.login, "sign-in", opened.who.user_id, address=desk.address)
    response = RedirectResponse(_inside(there), 303)
    door.hand_out(response, request, opened.token, hours * 3600)
    return response


@router.post("/sign-out")
def sign_out(request: Request, desk: AtDesk) -> Response:
    """End the session; whoever is not signed in has nothing to end."""
    signin.sign_out(desk.store, request.cookies.get(door.COOKIE, ""))
    response = RedirectResponse("/sign-in", 303)
    door.take_back(response, request)
    return response


@router.post("/language")
def choose_language(request: Request, form: Typed) -> Response:
    """Remember the language in this browser."""
    response = RedirectResponse(_inside(word(form, "back", START)), 303)
    chosen = word(form, "language")
    if chosen in LANGUAGES:
        response.set_cookie(LANGUAGE, chosen, YEAR_S, path="/", samesite="lax", secure=door.is_encrypted(request))
    return response


def _form(
    request: Request,
    desk: AtDesk,
    there: str,
    status: int = 200,
    login: str = "",
    wrong: dict[str, list[str]] | None = None,
) -> Response:
    with desk.store.read() as conn:
        nobody = users.count(conn) == 0
    return page(request, "sign_in.html", status, next=_inside(there), login=login, errors=wrong or {}, nobody=nobody)


def _inside(path: str) -> str:
    """A path of ours; anything that could lead elsewhere becomes the start."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if safe else START
