"""Pages that a one-time link opens, without a sign-in: to join, to choose another password, to be the first.

Opening one uses nothing up: programs that look at links before people do (mail, chat) must not spoil them.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api import door
from controller.api.language import language_of
from controller.api.problems import REFUSALS, Refusal, status_of
from controller.api.system import AtDesk, address_of
from controller.broadcast.desk import Desk
from controller.errors import Clash, NotFound
from controller.people import first, inviting, links, signin, staff
from controller.people.passwords import SHORTEST
from controller.store import areas, audit, users
from controller.store.links import INVITE, RESET, Link
from controller.store.users import User
from controller.web.render import page
from controller.web.routes.sign_in import START
from controller.web.trouble import beside
from controller.web.visitors import Typed, word

router = APIRouter()

FIELDS = {name: name for name in ("login", "name", "password", "province", "commune")}
OVER = (NotFound, Clash)
"""A link that is good no more is no mistake of the form's."""


@router.get("/join/{secret}")
def invited(secret: str, request: Request, desk: AtDesk) -> Response:
    """What one was invited to, and the form to accept."""
    link = links.opened(desk.store, INVITE, secret, desk.now_ms(), desk.address)
    return _join(request, desk, link, {"name": link.name})


@router.post("/join/{secret}")
def join(secret: str, request: Request, desk: AtDesk, form: Typed) -> Response:
    """One is in, and signed in."""
    typed, password = _typed(form)
    link = links.opened(desk.store, INVITE, secret, desk.now_ms(), desk.address)
    try:
        row = inviting.join(desk, secret, typed["login"], typed["name"], password)
    except REFUSALS as refused:
        if _is_over(refused):
            raise
        return _join(request, desk, link, typed, refused)
    return _let_in(request, desk, row, START)


@router.get("/reset/{secret}")
def forgotten(secret: str, request: Request, desk: AtDesk) -> Response:
    """The form for another password."""
    link = links.opened(desk.store, RESET, secret, desk.now_ms(), desk.address)
    return _reset(request, desk, link)


@router.post("/reset/{secret}")
def choose(secret: str, request: Request, desk: AtDesk, form: Typed) -> Response:
    """The password is another; one signs in with it."""
    link = links.opened(desk.store, RESET, secret, desk.now_ms(), desk.address)
    try:
        staff.choose(desk, secret, word(form, "password"))
    except REFUSALS as refused:
        if _is_over(refused):
            raise
        return _reset(request, desk, link, refused)
    response = RedirectResponse("/sign-in?done=password", 303)
    door.take_back(response, request)
    return response


@router.get("/first/{secret}")
def nobody_yet(secret: str, request: Request, desk: AtDesk) -> Response:
    """The form for the first administrator."""
    first.opened(desk, secret)
    return _first(request, desk, {})


@router.post("/first/{secret}")
def be_first(secret: str, request: Request, desk: AtDesk, form: Typed) -> Response:
    """The first one is there, signed in, and is led on."""
    first.opened(desk, secret)
    typed, password = _typed(form)
    places = {name: word(form, name).strip() for name in ("province", "commune")}
    try:
        row = first.administrator(desk, secret, typed["login"], typed["name"], password, **places)
    except REFUSALS as refused:
        if _is_over(refused):
            raise
        return _first(request, desk, typed | places, refused)
    desk.nudge("accounts")
    return _let_in(request, desk, row, "/start")


def _typed(form: Any) -> tuple[dict[str, str], str]:
    return {name: word(form, name).strip() for name in ("login", "name")}, word(form, "password")


def _is_over(refused: Refusal) -> bool:
    return isinstance(refused, OVER) and refused.field is None


def _let_in(request: Request, desk: Desk, row: User, there: str) -> Response:
    hours, agent = desk.settings.session_hours, request.headers.get("user-agent", "")
    life_ms = hours * 3_600_000
    opened = signin.open_session(
        desk.store, row, desk.now_ms(), address=address_of(request), agent=agent, life_ms=life_ms
    )
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), row.login, "sign-in", row.id, address=desk.address)
    response = RedirectResponse(there, 303)
    door.hand_out(response, request, opened.token, hours * 3600)
    return response


def _join(request: Request, desk: Desk, link: Link, typed: dict[str, str], refused: Refusal | None = None) -> Response:
    with desk.store.read() as conn:
        place = areas.known(conn, link.area or "")
    return _page(request, "join.html", {"login": "", "name": ""} | typed, refused, role=link.role, place=place.name)


def _reset(request: Request, desk: Desk, link: Link, refused: Refusal | None = None) -> Response:
    with desk.store.read() as conn:
        row = users.get(conn, link.user_id or "")
    login = row.login if row is not None else ""
    return _page(request, "reset.html", {"login": login}, refused, full_name=link.name)


def _first(request: Request, desk: Desk, typed: dict[str, str], refused: Refusal | None = None) -> Response:
    with desk.store.read() as conn:
        bare = first.needs_names(conn)
    blank = {"login": "", "name": "", "province": "", "commune": ""}
    return _page(request, "first.html", blank | typed, refused, bare=bare)


def _page(request: Request, name: str, typed: dict[str, str], refused: Refusal | None, **more: Any) -> Response:
    errors = beside(refused, language_of(request), FIELDS) if refused is not None else {}
    status = status_of(refused) if refused is not None else 200
    return page(request, name, status, typed=typed, errors=errors, least=SHORTEST, **more)
