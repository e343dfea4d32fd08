"""Who is asking: by a session's cookie, or by an API token."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from controller.api.system import desk_of
from controller.errors import Unauthenticated
from controller.people import signin, tokens
from controller.people.who import Who

COOKIE = "tl_session"


def person_of(request: HTTPConnection) -> Who:
    """The person. Raises `Unauthenticated`: ``sign-in-first``, ``session-ended`` or ``token-wrong``."""
    desk = desk_of(request)
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        who = tokens.token_of(desk.store, secret.strip(), desk.now_ms())
    elif token := request.cookies.get(COOKIE):
        who = signin.session_of(desk.store, token, desk.now_ms())
    else:
        raise Unauthenticated("sign-in-first")
    request.state.person = who
    return who


def somebody(request: HTTPConnection) -> Who | None:
    """The person, or None: for pages that everybody may see."""
    try:
        return person_of(request)
    except Unauthenticated:
        return None


def hand_out(response: Response, request: Request, token: str, seconds: int) -> None:
    """Give the browser its session: out of reach for scripts, and not sent along from other sites."""
    response.set_cookie(
        COOKIE, token, max_age=seconds, path="/", httponly=True, samesite="lax", secure=is_encrypted(request)
    )


def take_back(response: Response, request: Request) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=is_encrypted(request))


def is_encrypted(request: Request) -> bool:
    """Whether people reach us over https: directly, or through a proxy that the settings name."""
    public: str = request.app.state.system.desk.settings.http.public_url
    return request.url.scheme == "https" or public.startswith("https://")


Asking = Annotated[Who, Depends(person_of)]
