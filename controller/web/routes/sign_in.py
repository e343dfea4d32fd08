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
from controller.broadcast.desk import Desk
from controller.errors import Clash, NotFound, Unauthenticated
from controller.people import factors, links, signin
from controller.store import audit, users
from controller.store.links import HALF
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
def ask(
    request: Request,
    desk: AtDesk,
    next: Annotated[str, Query(max_length=2000)] = START,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The form. Nobody who is signed in needs it."""
    if door.somebody(request) is not None:
        return RedirectResponse(inside(next), 303)
    return _form(request, desk, next, done=done == "password")


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
    except signin.CodeNeeded as half:
        with desk.store.write() as conn:
            made = links.make(conn, HALF, login, desk.now_ms(), user_id=half.user_id)
        return page(request, "sign_in_code.html", next=inside(there), half=made.secret, errors={})
    except Unauthenticated as refused:
        wrong = beside(refused, language_of(request), {})
        response = _form(request, desk, there, status_of(refused), login, wrong)
        response.headers.update(headers_of(refused, response.status_code))
        return response
    return _let_in(request, desk, opened, there)


@router.post("/sign-in/code")
def second(request: Request, desk: AtDesk, form: Typed) -> Response:
    """The code of the telephone, after the password was right."""
    there, half, now_ms = word(form, "next", START), word(form, "half"), desk.now_ms()
    try:
        link = links.opened(desk.store, HALF, half, now_ms, desk.address)
        factors.prove(desk, link.user_id or "", word(form, "code"), now_ms)
        with desk.store.write() as conn:
            links.use(conn, link, now_ms)
            user = users.get(conn, link.user_id or "")
        if user is None or not user.active:
            raise Unauthenticated("signin-wrong")
    except Unauthenticated as refused:
        wrong = beside(refused, language_of(request), {"code": "code"})
        status = status_of(refused)
        response = page(request, "sign_in_code.html", status, next=inside(there), half=half, errors=wrong)
        response.headers.update(headers_of(refused, status))
        return response
    except (NotFound, Clash):
        again = Unauthenticated("signin-again")
        return _form(request, desk, there, 401, wrong=beside(again, language_of(request), {}))
    life_ms = desk.settings.session_hours * 3_600_000
    agent = request.headers.get("user-agent", "")
    opened = signin.open_session(desk.store, user, now_ms, address=address_of(request), agent=agent, life_ms=life_ms)
    return _let_in(request, desk, opened, there)


@router.post("/sign-out")
def sign_out(request: Request, desk: AtDesk) -> Response:
    """End the session; whoever is not signed in has nothing to end."""
    who = door.somebody(request)
    signin.sign_out(desk.store, request.cookies.get(door.COOKIE, ""))
    if who is not None:
        with desk.store.write() as conn:
            audit.append(conn, desk.now_ms(), who.login, "sign-out", who.user_id, address=desk.address)
    response = RedirectResponse("/sign-in", 303)
    door.take_back(response, request)
    return response


@router.post("/language")
def choose_language(request: Request, form: Typed) -> Response:
    """Remember the language in this browser."""
    response = RedirectResponse(inside(word(form, "back", START)), 303)
    chosen = word(form, "language")
    if chosen in LANGUAGES:
        response.set_cookie(LANGUAGE, chosen, YEAR_S, path="/", samesite="lax", secure=door.is_encrypted(request))
    return response


def _let_in(request: Request, desk: Desk, opened: signin.SignedIn, there: str) -> Response:
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), opened.who.login, "sign-in", opened.who.user_id, address=desk.address)
    response = RedirectResponse(inside(there), 303)
    door.hand_out(response, request, opened.token, desk.settings.session_hours * 3600)
    return response


def _form(
    request: Request,
    desk: AtDesk,
    there: str,
    status: int = 200,
    login: str = "",
    wrong: dict[str, list[str]] | None = None,
    *,
    done: bool = False,
) -> Response:
    with desk.store.read() as conn:
        nobody = users.count(conn) == 0
    return page(
        request, "sign_in.html", status, next=inside(there), login=login, errors=wrong or {}, nobody=nobody, done=done
    )


def inside(path: str) -> str:
    """A path of ours; anything that could lead elsewhere becomes the start."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if safe else START
