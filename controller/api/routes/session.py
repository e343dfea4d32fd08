"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from controller.api import door
from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.people import Person, SignIn
from controller.api.system import AtDesk, address_of
from controller.people import factors, signin
from controller.store import audit

router = APIRouter(prefix="/session", tags=["session"])


@router.post("", responses=responses(401, 422, 429), status_code=201)
def sign_in(given: SignIn, request: Request, response: Response, desk: AtDesk) -> Person:
    """Open a session: the answer sets a cookie that scripts cannot read. Programs better use a token.

    Whoever has a second factor is answered ``signin-code-needed`` (401) as long as ``code`` is missing.
    """
    hours, code = desk.settings.session_hours, given.code

    def second(user_id: str) -> None:
        factors.prove(desk, user_id, code or "", desk.now_ms())

    opened = signin.sign_in(
        desk.store,
        given.login,
        given.password.get_secret_value(),
        desk.now_ms(),
        address=address_of(request),
        agent=request.headers.get("user-agent", ""),
        life_ms=hours * 3_600_000,
        second=second if code else None,
    )
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), opened.who.login, "sign-in", opened.who.user_id, address=desk.address)
    door.hand_out(response, request, opened.token, hours * 3600)
    return Person.model_validate(opened.who)


@router.get("", responses=responses(401))
def who_am_i(who: Asking) -> Person:
    """Who is signed in."""
    return Person.model_validate(who)


@router.delete("", responses=responses(401), status_code=204)
def sign_out(who: Asking, request: Request, response: Response, desk: AtDesk) -> None:
    """End this session."""
    signin.sign_out(desk.store, request.cookies.get(door.COOKIE, ""))
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), who.login, "sign-out", who.user_id, address=desk.address)
    door.take_back(response, request)
